using System.Globalization;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Advisories;

/// <summary>The whole model as text, for files that a reviewer can read.</summary>
internal static class ModelDump
{
    /// <summary>Ids, kinds, dates, CVEs and packages: what may be kept of a file of others, whose texts may not.</summary>
    public static string Facts(IEnumerable<Advisory> advisories)
    {
        StringBuilder text = new();
        foreach (Advisory a in advisories)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Id} {a.Type} {a.Severity} {a.Status} {a.Version} {a.Issued:u} {a.Updated:u}\n  {string.Join(' ', a.Cves)}\n");
            foreach (AdvisoryPackage p in a.Packages)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {p.Nevra.Name} {p.Nevra.Evr.Epoch}:{p.Nevra.Evr.VersionRelease} {p.Nevra.Arch}{string.Concat(p.Products.Select(x => $" [{x}]"))}");
                text.Append(string.Concat(p.Modules.Select(m => $" <{m.Name}:{m.Stream}:{m.Version}:{m.Context}>"))).Append('\n');
            }
        }

        return text.ToString();
    }

    public static string Of(IEnumerable<Advisory> advisories, IEnumerable<Diagnostic> diagnostics, string folder)
    {
        StringBuilder text = new();
        foreach (Advisory a in advisories)
        {
            text.Append(CultureInfo.InvariantCulture, $"{a.Id} ({a.Format}) {a.Type} {a.Severity} '{a.SeverityText}' status '{a.Status}' version '{a.Version}' by '{a.Publisher}'\n");
            text.Append(CultureInfo.InvariantCulture, $"  title {a.Title}\n  issued {a.Issued:u} updated {a.Updated:u} at {a.Origin.Line},{a.Origin.Column}\n");
            foreach (AdvisoryReference r in a.References) text.Append(CultureInfo.InvariantCulture, $"  reference {r.Type} '{r.Id}' {r.Href}\n");
            foreach (AdvisoryPackage p in a.Packages)
            {
                string epoch = p.Nevra.Evr.Epoch?.ToString(CultureInfo.InvariantCulture) ?? "?";
                text.Append(CultureInfo.InvariantCulture, $"  package {p.Nevra.Name} {epoch}:{p.Nevra.Evr.VersionRelease} '{p.Nevra.Arch}'");
                text.Append(string.Concat(p.Products.Select(x => $" [{x}]")));
                text.Append(string.Concat(p.Modules.Select(m => $" <{m.Name}:{m.Stream}:{m.Version}:{m.Context}>"))).Append('\n');
            }
        }

        foreach (Diagnostic d in diagnostics) text.Append(d.ToString().Replace(folder + "/", string.Empty, StringComparison.Ordinal)).Append('\n');
        return text.ToString();
    }
}
