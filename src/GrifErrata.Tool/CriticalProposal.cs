using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>Tells of critical advisories that wait for a version, and how an unscheduled one is made of them.</summary>
internal static class CriticalProposal
{
    private const string DefaultInput = "errata-input";

    /// <summary>Writes to standard error what a maintainer must know after a definition was written; nothing where no critical advisory is open.</summary>
    /// <param name="console">Takes it.</param>
    /// <param name="input">The input folder as it was given.</param>
    /// <param name="one">The OS, planned before the definition was written.</param>
    /// <param name="request">What was asked.</param>
    /// <param name="path">The definition that was written.</param>
    public static void Write(CommandConsole console, string input, OneOs one, NextUpdateRequest request, string path)
    {
        (string version, DateTimeOffset now) = (UnscheduledName(one, request), request.Now);
        bool unscheduled = request.Unscheduled || request.Advisories.Length > 0;
        ImmutableArray<OpenAdvisory> open =
        [
            .. OpenAdvisories.Find(one.Errata, one.Versions, NextUpdate.UnscheduledCutoff(one.Versions, unscheduled ? request.Version : version, now))
                .Where(o => o.Advisory.Severity == AdvisorySeverity.Critical && !IsTaken(o)),
        ];
        if (open.IsEmpty) return;

        string last = one.Versions.Last(v => v.Definition.State != UpdateState.Withdrawn).Name;
        foreach (OpenAdvisory advisory in open)
        {
            Line($"{console.ErrorColours.Bad("grif-errata")}: ", $"{OpenFixText.Heading(advisory)} applies to {one.Errata.Os.Name}, and {last} does not fix it:");
            foreach (string step in OpenFixText.Steps(advisory)) Line("  ", step);
        }

        ImmutableArray<OpenAdvisory> ready = [.. open.Where(o => o.IsDeployable)];
        if (ready.IsEmpty)
        {
            Line(string.Empty, "No unscheduled version can bring these fixes yet: add the packages to the sources, or change the decision that keeps them out.");
        }
        else if (unscheduled)
        {
            Line(string.Empty, $"The version does not name {(ready.Length == 1 ? "it" : "them")}. To take {(ready.Length == 1 ? "it" : "them")} too, add to `advisories` of {path}: {string.Join(", ", ready.Select(o => o.Advisory.Id))}");
        }
        else
        {
            Line(string.Empty, "An unscheduled version need not wait for the month's. To make it first, take the draft back and make that again afterwards:");
            string source = input == DefaultInput ? string.Empty : $" --input {Quoted(input)}";
            Line("  ", $"rm {Quoted(path)}");
            Line("  ", $"grif-errata new{source} --os {Quoted(one.Errata.Os.Name)} --version {version} --unscheduled {string.Join(' ', ready.Select(o => Quoted(o.Advisory.Id)))}");
        }

        // By name, but not what a build up to the cutoff does not bring: of that the draft itself warns.
        bool IsTaken(OpenAdvisory advisory) => unscheduled
            && (request.Advisories.IsEmpty ? advisory.IsDeployable : NextUpdate.IsNamed(request, advisory.Advisory));

        void Line(string start, string text) => console.Error.WriteLine(start + TerminalText.OneLine(text));
    }

    /// <summary>Today, if a version of that name can come before the one that was asked for; else the same name.</summary>
    private static string UnscheduledName(OneOs one, NextUpdateRequest request)
    {
        string today = UpdateVersionName.Of(request.Now);
        bool fits = string.CompareOrdinal(today, request.Version) < 0
            && (one.Versions.IsEmpty || string.CompareOrdinal(today, one.Versions[^1].Name) > 0);
        return fits ? today : request.Version;
    }

    /// <summary>A word for a shell: a feed's text is somebody else's, and this line is copied.</summary>
    private static string Quoted(string text) => text.Length > 0 && text[0] != '-' && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/' or ':' or '+')
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
