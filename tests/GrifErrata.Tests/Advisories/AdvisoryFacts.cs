using System.Globalization;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Advisories;

/// <summary>All that was read of advisories, as text to hold against a file.</summary>
internal static class AdvisoryFacts
{
    /// <summary>What the readers make of a file: its advisories, then its messages under the file's name alone.</summary>
    public static string OfFile(string path)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<Advisory> advisories = AdvisorySources.Read(path, diagnostics, CancellationToken.None);
        string folder = Path.GetDirectoryName(path)! + "/";
        return Of(advisories) + string.Concat(diagnostics.Select(d => d.ToString().Replace(folder, string.Empty, StringComparison.Ordinal) + "\n"));
    }

    /// <summary>The advisories without their texts: a title may be somebody's.</summary>
    private static string Of(IEnumerable<Advisory> advisories)
    {
        StringBuilder text = new();
        foreach (Advisory a in advisories)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Id} {a.Type} severity={a.Severity}({a.SeverityText}) issued={Day(a.Issued)} updated={Day(a.Updated)} by={a.Publisher} version={a.Version} at={a.Origin.Line},{a.Origin.Column}\n");
            foreach (AdvisoryReference r in a.References) text.Append(CultureInfo.InvariantCulture, $"  {r.Type} {r.Id}\n");
            foreach (AdvisoryPackage p in a.Packages)
            {
                string epoch = p.Nevra.Evr.Epoch?.ToString(CultureInfo.InvariantCulture) ?? "?";
                text.Append(CultureInfo.InvariantCulture, $"  {p.Nevra.Name} {epoch}:{p.Nevra.Evr.VersionRelease} {(p.Nevra.Arch.Length == 0 ? "any" : p.Nevra.Arch)}");
                if (!p.Modules.IsEmpty) text.Append(" module ").AppendJoin('+', p.Modules.Select(m => $"{m.Name}:{m.Stream}"));
                if (!p.Products.IsEmpty) text.Append(" for ").AppendJoin(" or ", p.Products);
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Day(DateTimeOffset? date) => date?.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) ?? "none";
}
