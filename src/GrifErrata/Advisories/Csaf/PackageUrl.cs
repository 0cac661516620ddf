using System.Text;

namespace GrifErrata.Advisories.Csaf;

/// <summary>A package URL, <c>pkg:type/namespace/name@version?key=value</c> (github.com/package-url/purl-spec), decoded.</summary>
/// <param name="Type"><c>rpm</c>, <c>rpmmod</c>, <c>oci</c>; lower case.</param>
/// <param name="Name">Name without the namespace.</param>
/// <param name="Version">Version; empty where there is none.</param>
/// <param name="Qualifiers">Keys and values in the URL's order.</param>
internal sealed record PackageUrl(string Type, string Name, string Version, IReadOnlyList<(string Key, string Value)> Qualifiers)
{
    /// <summary>Reads one; null for a text that is none.</summary>
    public static PackageUrl? TryParse(string text)
    {
        if (!text.StartsWith("pkg:", StringComparison.Ordinal)) return null;
        string rest = text[4..].TrimStart('/');
        if (rest.IndexOf('#', StringComparison.Ordinal) is >= 0 and int fragment) rest = rest[..fragment];
        List<(string, string)> qualifiers = [];
        if (rest.IndexOf('?', StringComparison.Ordinal) is >= 0 and int question)
        {
            foreach (string pair in rest[(question + 1)..].Split('&'))
            {
                int equals = pair.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0) qualifiers.Add((AdvisoryWords.LowerCase(pair[..equals]), Decode(pair[(equals + 1)..])));
            }

            rest = rest[..question];
        }

        string version = string.Empty;
        if (rest.LastIndexOf('@') is > 0 and int at)
        {
            version = Decode(rest[(at + 1)..]);
            rest = rest[..at];
        }

        int first = rest.IndexOf('/', StringComparison.Ordinal), last = rest.LastIndexOf('/');
        if (first <= 0 || last == rest.Length - 1) return null;
        return new PackageUrl(AdvisoryWords.LowerCase(rest[..first]), Decode(rest[(last + 1)..]), version, qualifiers);
    }

    /// <summary>A qualifier's value; empty where it is absent.</summary>
    public string Qualifier(string key)
    {
        foreach ((string name, string value) in Qualifiers)
        {
            if (name == key) return value;
        }

        return string.Empty;
    }

    // Uri.UnescapeDataString leaves what is no escape as it is, and takes bytes that are no UTF-8 for themselves.
    private static string Decode(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text).Normalize(NormalizationForm.FormC) : text;
}
