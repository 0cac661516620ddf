using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Views;

/// <summary>A verdict of a host and why it has it.</summary>
/// <param name="Verdict">The verdict's word.</param>
/// <param name="Why">One sentence or two: what is so, and what decided it.</param>
/// <param name="IsWrong">Whether it needs somebody; else it only informs.</param>
public sealed record HostReason(string Verdict, string Why, bool IsWrong)
{
    /// <summary>All of a host, the gravest first; one that says that it is right where nothing is wrong.</summary>
    /// <param name="host">The host.</param>
    /// <param name="now">Now, UTC.</param>
    public static ImmutableArray<HostReason> Of(FleetHost host, DateTimeOffset now)
    {
        IEnumerable<HostReason> all = HostVerdictWords.All.Where(w => host.Verdict.HasFlag(w.Verdict)).Select(w => new HostReason(w.Word, Reason(host, w.Verdict, now), HostVerdictWords.Wrong.HasFlag(w.Verdict)));
        return [.. host.Verdict.IsRight() ? all.Prepend(new("right", Right(host), false)) : all];
    }

    /// <summary>What decided the version that a host should have.</summary>
    public static string Decision(FleetHost host) => (host.VersionSource == "profile" ? host.Profile?.Source ?? host.VersionSource : host.VersionSource) switch
    {
        "profile" => "its profile selects it by itself",
        "machine" => "a freeze of this machine keeps it there",
        "site" => "its site stays there, or has it early, by its own choice, freeze or kernel plan",
        "stage" => "the stage that its site follows has it",
        "default" => "it is the federation's default",
        _ => "nothing says one",
    };

    private static string Right(FleetHost host) => $"It has what {Name(host.Version)} sets: {Decision(host)}.";

    private static string Reason(FleetHost host, HostVerdict verdict, DateTimeOffset now) => verdict switch
    {
        HostVerdict.Forgotten => $"It stays on {Name(host.Version)}; the federation gives it {Name(host.Followed)}. {Ended(host)}",
        HostVerdict.NeverReported => "It is in Quattor's profiles and has not reported yet: see that its client runs and reaches the collector.",
        HostVerdict.Silent => $"Its last report came {Age(now - host.Report!.LastSeen)} ago: see that it runs, and its client.",
        HostVerdict.Behind => $"{Packages(host.Judgement!.Behind.Length)} older than those of {Name(host.Version)}{(host.BehindSince is { } day ? $", which it should have since {ShownText.Day(day)}" : string.Empty)}; {Decision(host)}.",
        HostVerdict.Different => $"{Packages(host.Differences.Length)} not as its profile says: the deployment failed, or has not run yet.",
        HostVerdict.KernelBehind => $"It runs {host.Report?.Kernel} and should run {host.ExpectedKernel}.",
        HostVerdict.RebootPending => $"It runs {host.Report?.Kernel}; {host.NewerKernel} is installed and waits for a reboot.",
        HostVerdict.Stranger => "It reports, and no profile is known of it: it is not Quattor's, or its profile is not read.",
        HostVerdict.NotJudged => host.Os is null ? "Its OS is none of those that update versions are made for." : "Nothing says which update version it should have.",
        HostVerdict.Ahead => $"{Packages(host.Judgement!.Ahead.Length)} newer than those of {Name(host.Version)}.",
        HostVerdict.UnknownPackages => $"{host.Judgement!.Unknown.Length.ToString(CultureInfo.InvariantCulture)} of its builds are in no repository of its OS.",
        HostVerdict.Frozen => $"A freeze keeps it on {Name(host.Freeze?.Version)}{(host.Freeze?.Until is { } until ? $" until {ShownText.Day(until)}" : string.Empty)}.",
        _ => string.Empty,
    };

    private static string Ended(FleetHost host) => host.Freeze?.Until is { } until ? $"Its freeze ended on {ShownText.Day(until)}; {host.Freeze.Owner} answers for it." : "No freeze says so: its profile may not have been compiled anew.";

    private static string Name(string? version) => version is null ? "no version" : $"version {version}";

    private static string Packages(int count) => count == 1 ? "1 package is" : $"{count.ToString(CultureInfo.InvariantCulture)} packages are";

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{((int)age.TotalDays).ToString(CultureInfo.InvariantCulture)} days" : $"{((int)age.TotalHours).ToString(CultureInfo.InvariantCulture)} hours";
}
