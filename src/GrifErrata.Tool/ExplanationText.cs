using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    private const int Indent = 2;

    public static void Write(CommandConsole console, OsDefinition os, Explanation explanation, string? arch)
    {
        TextWriter output = console.Out;
        string version = $"{explanation.Version.Name} of {os.Name}";
        if (explanation.Architectures.IsEmpty)
        {
            string what = TerminalText.OneLine(arch is null ? explanation.Name : $"{explanation.Name}.{arch}");
            output.WriteLine($"{what} is not in {version}: no source, advisory or decision has it.");
            if (explanation.Similar.Length > 0) output.WriteLine($"Similar names: {string.Join(", ", explanation.Similar.Select(TerminalText.OneLine))}.");
            return;
        }

        bool first = true;
        foreach (ArchExplanation answer in explanation.Architectures)
        {
            if (!first) output.WriteLine();
            first = false;
            Write(console, explanation, answer, version);
        }
    }

    private static void Write(CommandConsole console, Explanation explanation, ArchExplanation answer, string version)
    {
        Colours colours = console.OutColours;
        string name = TerminalText.OneLine($"{explanation.Name}.{answer.Arch}");
        TextTable facts = new();
        if (answer.Package is { } package)
        {
            string verb = package.Rule == PackageRule.Held ? "is held in" : "is in";
            console.Out.WriteLine(colours.Heading($"{name} {verb} {version}: {package.Nevra.Evr}"));
            facts.Add("rule", Rule(package));
            if (package.Rule != PackageRule.Held) facts.Add("since", package.Since);
            else facts.Add("kernel set", explanation.Version.Definition.Kernel?.Version ?? "none");
        }
        else
        {
            console.Out.WriteLine(colours.Heading($"{name} is not in {version}: {Why(explanation, answer)}"));
        }

        if ((answer.Package?.Reason ?? answer.Decision?.Reason) is { } reason) facts.Add("reason", reason);
        if (answer.Decision is { } decision) facts.Add("decision", Place(decision.Location));
        if (answer.Package is { Origin: var origin } && origin != answer.Decision?.Location) facts.Add("source", Place(origin));
        facts.Add("OS release", answer.Base is { } shipped ? $"{shipped.Nevra.Evr}  {Place(shipped.Origin)}" : "does not have it");
        facts.Write(console.Out, Indent);
        Advisories(console, "fixes, beyond the OS release", answer.Package?.Advisories ?? []);
        Advisories(console, "the kernel that is set lacks", answer.Debt);
        Fixes(console, "no deployable package has the fix", answer.Missing, f => $"fixed in {f.Fixed}, newest deployable {f.Deployable?.ToString() ?? "none"}");
        Fixes(console, "deployable fixes that this version does not take", answer.Waiting, f => $"fixed in {f.Fixed}");
        Fixes(console, "fixed by advisories after the cutoff", answer.Later, f => $"fixed in {f.Fixed}");
        Builds(console, $"newer, kept out by the cutoff {JsonOutput.Time(explanation.Version.Definition.Cutoff)}", answer.AfterCutoff);
        Builds(console, "newer, but this version does not take it", answer.NotTaken);
    }

    private static string Rule(UpdatePackage package) => package.Rule switch
    {
        PackageRule.Newest => "newest of errata up to the cutoff",
        PackageRule.Advisory => "newest of errata up to the cutoff that fixes an advisory",
        PackageRule.Added => "added by hand",
        PackageRule.Pinned => "pinned by hand",
        _ => "kernel package: listed, never deployed; a site plans its reboot",
    };

    private static string Why(Explanation explanation, ArchExplanation answer) => answer.Absence switch
    {
        AbsenceReason.Excluded => "a decision leaves it out",
        AbsenceReason.SourcePackage => "source packages are never deployed",
        AbsenceReason.ForeignArchitecture => "a machine of this OS cannot install this architecture",
        AbsenceReason.OtherProduct => "advisories name it, but neither the OS release nor the errata has it",
        AbsenceReason.BaseOnly => "the OS release ships it, the errata have no build of it and no advisory up to the cutoff names it",
        AbsenceReason.FixedInBase => "the OS release has the fixes already",
        AbsenceReason.NotDeployable => "no deployable package has the fix",
        AbsenceReason.AfterCutoff => "every deployable build was built after the cutoff",
        AbsenceReason.NoAdvisory => "no security advisory up to the cutoff names it",
        _ => explanation.Version.Definition.Advisories is { Length: > 0 } named
            ? $"the version is unscheduled and names only {string.Join(", ", named.Select(n => n.Name))}"
            : "the version is unscheduled and does not name it",
    };

    private static void Advisories(CommandConsole console, string title, IReadOnlyList<Advisory> advisories)
    {
        TextTable table = new();
        foreach (Advisory advisory in advisories) table.Add(AdvisoryText.Cells(advisory));
        Write(console, title, table);
    }

    private static void Fixes(CommandConsole console, string title, IReadOnlyList<MissingFix> fixes, Func<MissingFix, string> text)
    {
        TextTable table = new();
        foreach (MissingFix fix in fixes) table.Add(fix.Advisory.Id, AdvisoryText.Day(fix.Advisory), text(fix), string.Join(' ', fix.Advisory.Cves));
        Write(console, title, table);
    }

    private static void Builds(CommandConsole console, string title, IReadOnlyList<Package> builds)
    {
        TextTable table = new();
        foreach (Package build in builds)
            table.Add(build.Nevra.Evr.ToString(), JsonOutput.Time(build.BuildTime) ?? "no build time", Place(build.Origin));
        Write(console, title, table);
    }

    private static void Write(CommandConsole console, string title, TextTable table)
    {
        if (table.IsEmpty) return;
        console.Out.WriteLine($"  {title}:");
        table.Write(console.Out, Indent + 2);
    }

    private static string Place(SourceLocation location) =>
        location.File is null or "" ? "unknown" : location.Line == 0 ? location.File : $"{location.File}({location.Line})";
}
