using System.CommandLine;
using System.CommandLine.Parsing;
using GrifErrata.Advisories;

namespace GrifErrata.Tool;

/// <summary>The options with which <c>advisories</c> lists fewer: each one that is given must hold.</summary>
internal sealed class AdvisoryOptions
{
    private readonly Option<DateOnly?> _since = FederationOptions.Day("--since", "Only advisories of this day or later, UTC; those without a date are left out.");
    private readonly Option<string[]> _severities = Many("--severity", "Only advisories of this severity: critical, important, moderate, low, unknown, or the feed's own word, in any case of letters. May be given several times.", "S");
    private readonly Option<string[]> _cves = Many("--cve", "Only advisories for this CVE. May be given several times.", "ID");
    private readonly Option<string[]> _packages = Many("--package", "Only advisories that list a package of this name. May be given several times.", "NAME");

    /// <summary>An option that may be given several times, one value each.</summary>
    public static Option<string[]> Many(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value, Arity = ArgumentArity.OneOrMore, DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        command.Options.Add(_since);
        command.Options.Add(_severities);
        command.Options.Add(_cves);
        command.Options.Add(_packages);
    }

    /// <summary>Which advisories are listed.</summary>
    public Func<Advisory, bool> Filter(ParseResult parsed)
    {
        DateTimeOffset? since = parsed.GetValue(_since) is { } day ? new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null;
        HashSet<string> severities = new(parsed.GetValue(_severities) ?? [], StringComparer.OrdinalIgnoreCase);
        HashSet<string> cves = new(parsed.GetValue(_cves) ?? [], StringComparer.OrdinalIgnoreCase);
        HashSet<string> packages = new(parsed.GetValue(_packages) ?? [], StringComparer.Ordinal);
        return a => (since is null || a.Date >= since)
            && (severities.Count == 0 || severities.Contains(a.Severity.ToString()) || severities.Contains(a.SeverityText))
            && (cves.Count == 0 || a.Cves.Any(cves.Contains))
            && (packages.Count == 0 || a.Packages.Any(p => packages.Contains(p.Nevra.Name)));
    }
}
