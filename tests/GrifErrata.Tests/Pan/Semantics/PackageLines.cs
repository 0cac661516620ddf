using System.Text;
using System.Text.Json;
using GrifErrata.Pan;
using GrifErrata.Tests.Pan.Evaluation;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>
/// A profile's packages as lines that a reviewer can read: <c>name</c> for one without version, <c>name version</c> for one without architecture,
/// <c>name version arch</c>, and <c>name version arch repository</c> where the profile names one.
/// </summary>
internal static class PackageLines
{
    /// <summary>The statements that put the packages into a profile.</summary>
    public static string Statements(IEnumerable<string> lines, string dict)
    {
        StringBuilder text = new();
        foreach (string[] words in lines.Select(l => l.Split(' ')))
        {
            string path = string.Join('/', ["'/software/packages", .. words.Take(2).Select(PanText.Escape)]);
            text.Append(words.Length < 3 ? $"{path}' = {dict}();\n" : $"{path}/arch/{words[2]}' = '{(words.Length > 3 ? words[3] : string.Empty)}';\n");
        }

        return text.ToString();
    }

    /// <summary>The packages of an evaluated profile.</summary>
    public static IReadOnlyList<string> Of(PanEvaluation profile) => Of(profile.Profile("/software/packages"));

    /// <summary>The packages of a compiled profile.</summary>
    public static IReadOnlyList<string> Of(JsonElement profile) => Of(PanValues.Of(profile.GetProperty("software").GetProperty("packages")));

    /// <summary>The packages of a table of them.</summary>
    public static IReadOnlyList<string> Of(object? packages)
    {
        List<string> lines = [];
        foreach ((string name, object? versions) in PanValues.Table(packages))
        {
            string plain = Plain(name);
            if (PanValues.Table(versions).IsEmpty) lines.Add(plain);
            foreach ((string version, object? parameters) in PanValues.Table(versions))
            {
                string build = $"{plain} {Plain(version)}";
                if (!PanValues.Table(parameters).TryGetValue("arch", out object? arches)) lines.Add(build);
                else lines.AddRange(PanValues.Table(arches).Select(a => $"{build} {a.Key} {a.Value}".TrimEnd()));
            }
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    // unescape() would let a key pass that was never escaped.
    private static string Plain(string key)
    {
        string plain = PanText.Unescape(key);
        return PanText.Escape(plain) == key ? plain : throw new PanException($"The key {key} is not escaped");
    }
}
