using System.Globalization;
using System.Text;
using GrifErrata.Advisories;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>All that the model says of advisories, as text: what is not there is not written.</summary>
internal static class ModelText
{
    public static string Of(IEnumerable<Advisory> advisories)
    {
        StringBuilder text = new();
        foreach (Advisory advisory in advisories)
        {
            text.Append(advisory.Id).Append('\n');
            Line(text, "publisher", advisory.Publisher);
            Line(text, "version", advisory.Version);
            Line(text, "type", advisory.Type == AdvisoryType.Unknown ? string.Empty : advisory.Type.ToString());
            Line(text, "severity", advisory.Severity == AdvisorySeverity.Unknown ? string.Empty : advisory.Severity.ToString());
            Line(text, "severity as written", advisory.SeverityText);
            Line(text, "status", advisory.Status);
            Line(text, "title", advisory.Title);
            Line(text, "issued", Date(advisory.Issued));
            Line(text, "updated", Date(advisory.Updated));
            Line(text, "suggested", Flags(advisory.RebootSuggested, advisory.RestartSuggested, advisory.ReloginSuggested));
            foreach (AdvisoryReference r in advisory.References) Line(text, "reference", $"{r.Type} '{r.Id}' '{r.Title}' {r.Href}".TrimEnd());
            foreach (AdvisoryPackage p in advisory.Packages)
            {
                string modules = string.Concat(p.Modules.Select(m => $" [{m.Name}:{m.Stream}:{m.Version}:{m.Context}:{m.Arch}]"));
                string flags = Flags(p.RebootSuggested, p.RestartSuggested, p.ReloginSuggested);
                Line(text, "package", $"{p.Nevra.Name} {p.Nevra.Evr.Epoch?.ToString(CultureInfo.InvariantCulture) ?? "?"}:{p.Nevra.Evr.VersionRelease} {p.Nevra.Arch}{modules}{(flags.Length > 0 ? " " + flags : string.Empty)}");
            }
        }

        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string value)
    {
        if (value.Length > 0) text.Append("  ").Append(name).Append(": ").Append(value).Append('\n');
    }

    private static string Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Flags(bool reboot, bool restart, bool relogin) =>
        string.Join(' ', new[] { reboot ? "reboot" : "", restart ? "restart" : "", relogin ? "relogin" : "" }.Where(f => f.Length > 0));
}
