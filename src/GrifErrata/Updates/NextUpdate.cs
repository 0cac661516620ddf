using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Time;

namespace GrifErrata.Updates;

/// <summary>What is asked of a new update definition.</summary>
/// <param name="Version">Its name, a date <c>yyyyMMdd</c>.</param>
/// <param name="Advisories">Ids or CVE ids of an unscheduled version; empty for a monthly one.</param>
/// <param name="Now">The time, which is the cutoff of an unscheduled version that is named by today; else its day's last second is.</param>
public sealed record NextUpdateRequest(string Version, ImmutableArray<string> Advisories, DateTimeOffset Now)
{
    /// <summary>Versions that the new one is made to replace.</summary>
    public ImmutableArray<string> Replaces { get; init; } = [];

    /// <summary>An unscheduled version; where no advisories are named, of exactly the critical ones that <see cref="OpenAdvisories"/> finds and that can be deployed.</summary>
    public bool Unscheduled { get; init; }
}

/// <summary>
/// Writes the text of the next <c>updates/&lt;version&gt;.yaml</c>: what a maintainer would carry over by hand from the version
/// before, and as comments the advisories that came since.
/// </summary>
public static class NextUpdate
{
    /// <summary>Writes the text, LF line ends, one at the end.</summary>
    /// <param name="errata">The facts.</param>
    /// <param name="versions">All versions as <see cref="UpdatePlanner"/> planned them from these facts.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="diagnostics">Takes GE1601, GE1602, GE1751, GE1401 and GE1711.</param>
    /// <returns>The text, or null after an error.</returns>
    public static string? Write(
        OsErrata errata, ImmutableArray<UpdateVersion> versions, NextUpdateRequest request, DiagnosticBag diagnostics)
    {
        if (!UpdateVersionName.TryParse(request.Version, out DateTimeOffset day))
            throw new ArgumentException($"{request.Version} is not the name of a version.", nameof(request));
        if (!IsNext(errata, versions, request.Version, diagnostics)) return null;

        UpdateVersion? previous = OpenAdvisories.Last(versions);
        bool unscheduled = request.Unscheduled || request.Advisories.Length > 0;
        DateTimeOffset cutoff = unscheduled ? UnscheduledCutoff(versions, request.Version, request.Now) : day;
        if (previous is not null && cutoff < previous.Definition.Cutoff) cutoff = previous.Definition.Cutoff;
        ImmutableArray<string> advisories = request.Advisories;
        if (request.Unscheduled && advisories.IsEmpty) advisories = CriticalIds(errata, versions, cutoff, diagnostics);
        UpdateDefinition definition = new()
        {
            Version = request.Version,
            Kind = unscheduled ? UpdateKind.Unscheduled : UpdateKind.Monthly,
            State = UpdateState.Draft,
            Cutoff = cutoff,
            Advisories = [.. advisories.Select(a => new NamedItem(a, SourceLocation.None))],
            Replaces = [.. request.Replaces.Select(r => new NamedItem(r, errata.Os.Location))],
        };
        ImmutableArray<Advisory> named = NamedAdvisories.Find(errata.Advisories, definition, diagnostics);
        Replacement.Check(definition, errata, diagnostics);
        if (diagnostics.HasErrors) return null;

        StringBuilder text = new();
        foreach (UpdateVersion withdrawn in versions.Where(v => v.Definition.State == UpdateState.Withdrawn && string.CompareOrdinal(v.Name, previous?.Name) > 0))
            NextUpdateAdvisories.AppendWithdrawn(text, withdrawn.Definition, errata);
        if (unscheduled && previous is not null) AppendReason(text, previous, OpenAdvisories.Of(errata, versions, previous, named, cutoff));
        NextUpdateAdvisories.Append(text, errata, previous, OpenAdvisories.LastMonthly(versions, previous), cutoff);
        AppendKeys(text, definition, previous, cutoff == day ? null : cutoff);
        AppendDecisions(text, versions, previous);
        return text.ToString();
    }

    /// <summary>
    /// The cutoff of an unscheduled version of that name, up to which advisories and builds count: now if it is named by today, else its
    /// day's last second; never before that of the version it builds on.
    /// </summary>
    /// <param name="versions">All versions as planned.</param>
    /// <param name="version">The name, a date that exists.</param>
    /// <param name="now">The time.</param>
    public static DateTimeOffset UnscheduledCutoff(ImmutableArray<UpdateVersion> versions, string version, DateTimeOffset now)
    {
        if (!UpdateVersionName.TryParse(version, out DateTimeOffset day)) throw new ArgumentException($"{version} is not the name of a version.", nameof(version));
        DateTimeOffset cutoff = Latest(day, now);
        return OpenAdvisories.Last(versions) is { } previous && cutoff < previous.Definition.Cutoff ? previous.Definition.Cutoff : cutoff;
    }

    /// <summary>Whether a request names an advisory, by its id or by one of its CVEs.</summary>
    public static bool IsNamed(NextUpdateRequest request, Advisory advisory) =>
        request.Advisories.Any(a => NamedAdvisories.Names(new(a, SourceLocation.None), advisory));

    private static ImmutableArray<string> CriticalIds(
        OsErrata errata, ImmutableArray<UpdateVersion> versions, DateTimeOffset cutoff, DiagnosticBag diagnostics)
    {
        ImmutableArray<OpenAdvisory> open = OpenAdvisories.Find(errata, versions, cutoff);
        ImmutableArray<string> ids = [.. open.Where(o => o.Advisory.Severity == AdvisorySeverity.Critical && o.IsDeployable).Select(o => o.Advisory.Id)];
        if (!ids.IsEmpty) return ids;
        List<string> waiting = [.. open.Where(o => o.Advisory.Severity == AdvisorySeverity.Critical).Select(o => o.Advisory.Id)];
        int unknown = open.Count(o => o.Advisory.Severity == AdvisorySeverity.Unknown);
        diagnostics.Add(NextUpdateDiagnostics.NothingCritical, errata.Os.Location,
            $"No critical advisory up to {UtcText.Second(cutoff)} calls for an unscheduled version of {errata.Os.Name}. "
            + (waiting.Count > 0 ? $"The fixes of {string.Join(", ", waiting)} cannot be deployed or are kept out by hand: add the packages under `sources: errata:` of os.yaml, or change the decision. " : string.Empty)
            + (unknown > 0 ? $"Of {unknown} that apply the feed does not say the severity. " : string.Empty)
            + "Name the advisories that are meant after --unscheduled.");
        return [];
    }

    private static void AppendReason(StringBuilder text, UpdateVersion previous, ImmutableArray<OpenAdvisory> open)
    {
        if (open.IsEmpty) return;
        YamlComment.Line(text, $"Unscheduled, because these apply and {previous.Name} does not fix them:");
        foreach (OpenAdvisory advisory in open)
        {
            YamlComment.Wrapped(text, 2, OpenFixText.Heading(advisory));
            foreach (string step in OpenFixText.Steps(advisory)) YamlComment.Wrapped(text, 4, step);
        }

        YamlComment.Line(text, string.Empty);
    }

    private static bool IsNext(OsErrata errata, ImmutableArray<UpdateVersion> versions, string version, DiagnosticBag diagnostics)
    {
        UpdateDefinition? same = errata.Updates.FirstOrDefault(u => u.Version == version);
        if (same is not null)
        {
            diagnostics.Add(NextUpdateDiagnostics.Exists, same.Location,
                $"The update version {version} of {errata.Os.Name} exists already. Edit it, or name a later one with --version.");
        }
        else if (versions.Length > 0 && string.CompareOrdinal(version, versions[^1].Name) < 0)
        {
            diagnostics.Add(NextUpdateDiagnostics.NotLast, versions[^1].Definition.Location,
                $"{version} is before {versions[^1].Name}, the last update version of {errata.Os.Name}. Name a later one with --version.");
        }

        return !diagnostics.HasErrors;
    }

    private static DateTimeOffset Latest(DateTimeOffset day, DateTimeOffset now)
    {
        DateTimeOffset end = day.AddDays(1).AddSeconds(-1);
        return now >= day && now < end ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)) : end;
    }

    private static void AppendKeys(StringBuilder text, UpdateDefinition definition, UpdateVersion? previous, DateTimeOffset? cutoff)
    {
        Line(text, $"kind: {(definition.Kind == UpdateKind.Monthly ? "monthly" : "unscheduled")}");
        Line(text, "state: draft");
        if (previous is not null) Line(text, $"previous: {previous.Name}");
        if (definition.Replaces.Length > 0) Line(text, $"replaces: [{string.Join(", ", definition.Replaces.Select(r => r.Name))}]");
        if (cutoff is { } time) Line(text, $"cutoff: {UtcText.Second(time)}");
        if (definition.Advisories.Length > 0) Line(text, $"advisories: [{string.Join(", ", definition.Advisories.Select(a => Scalar(a.Name)))}]");
        if (previous is null) return;
        if (previous.Definition.Kernel is { } kernel) Line(text, $"kernel: {kernel.Version}");
        if (previous.Definition.Variables.Count == 0) return;
        Line(text, $"variables: {{ {string.Join(", ", previous.Definition.Variables.Select(v => $"{v.Key}: {Scalar(v.Value)}"))} }}");
    }

    /// <summary>Pins and exclusions that are still in force; what was added by hand is in the previous version and stays.</summary>
    private static void AppendDecisions(StringBuilder text, ImmutableArray<UpdateVersion> versions, UpdateVersion? previous)
    {
        List<string> lines = [];
        foreach (UpdatePackage package in previous?.Packages ?? [])
        {
            if (package.Rule != PackageRule.Pinned) continue;
            string evr = package.Nevra.Evr.ToString();
            lines.Add($"  - {{ name: {Scalar(package.Nevra.Name)}, version: {Scalar(evr)}, arch: {package.Nevra.Arch}, action: pin, reason: {Scalar(package.Reason ?? string.Empty)} }}");
        }

        foreach (PackageDecision decision in Exclusions(versions, previous))
        {
            string arch = decision.Arch is null ? string.Empty : $", arch: {decision.Arch}";
            lines.Add($"  - {{ name: {Scalar(decision.Name)}{arch}, action: exclude, reason: {Scalar(decision.Reason)} }}");
        }

        if (lines.Count == 0) return;
        Line(text, "packages:");
        foreach (string line in lines) Line(text, line);
    }

    /// <summary>Exclusions of a version and of those that it builds on, up to the last monthly one, that are still in force.</summary>
    internal static IEnumerable<PackageDecision> Exclusions(ImmutableArray<UpdateVersion> versions, UpdateVersion? previous)
    {
        HashSet<(string, string?)> seen = [];
        for (UpdateVersion? at = previous; at is not null; at = versions.FirstOrDefault(v => v.Name == at.Previous))
        {
            foreach (PackageDecision decision in at.Definition.Decisions)
            {
                if (!seen.Add((decision.Name, decision.Arch)) || decision.Action != PackageAction.Exclude) continue;
                bool back = previous!.Packages.Any(p => p.Nevra.Name == decision.Name && (decision.Arch is null || p.Nevra.Arch == decision.Arch));
                if (!back) yield return decision;
            }

            if (at.Definition.Kind == UpdateKind.Monthly) yield break;
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    /// <summary>A scalar that YAML reads back as this text: plain where nothing in it can mean something else, else quoted.</summary>
    private static string Scalar(string value)
    {
        bool plain = value.Length > 0 && char.IsAsciiLetterOrDigit(value[0])
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '^' or '~')
            && !value.EndsWith(':');
        if (plain || IsId(value)) return value;
        StringBuilder quoted = new("\"");
        foreach (char c in value)
        {
            if (c is '"' or '\\') quoted.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') quoted.Append(c);
            else quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return quoted.Append('"').ToString();
    }

    // `RHSA-2010:0793`: a colon inside a word is nothing special in YAML.
    private static bool IsId(string value) => value.Length > 2 && char.IsAsciiLetter(value[0]) && char.IsAsciiDigit(value[^1])
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or ':');
}
