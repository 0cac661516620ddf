using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Fleet;

/// <summary>How many hosts of a group have which verdict; a host with several counts in each, and once in <see cref="Hosts"/>.</summary>
/// <param name="Hosts">All.</param>
/// <param name="Right">Nothing is wrong.</param>
/// <param name="Behind">Behind their version.</param>
/// <param name="Different">Not as their profile.</param>
/// <param name="Forgotten">On an old version without a freeze that holds.</param>
/// <param name="Silent">No report for some days.</param>
/// <param name="NeverReported">In profiles only.</param>
/// <param name="Reboot">A newer kernel is installed, or should run.</param>
/// <param name="Frozen">Kept by a freeze that holds.</param>
/// <param name="Strangers">Without a profile.</param>
/// <param name="NotJudged">Without a version.</param>
/// <param name="Critical">Behind, or open, with a critical advisory.</param>
public sealed record FleetCounts(
    int Hosts, int Right, int Behind, int Different, int Forgotten, int Silent, int NeverReported, int Reboot, int Frozen, int Strangers, int NotJudged, int Critical)
{
    /// <summary>Counts hosts.</summary>
    public static FleetCounts Of(IReadOnlyCollection<FleetHost> hosts)
    {
        const HostVerdict reboot = HostVerdict.KernelBehind | HostVerdict.RebootPending;

        // Once through: thousands of hosts are counted with each snapshot, in all, by site and by OS.
        int right = 0, behind = 0, different = 0, forgotten = 0, silent = 0, never = 0, waiting = 0, frozen = 0, strangers = 0, notJudged = 0, critical = 0;
        foreach (FleetHost host in hosts)
        {
            HostVerdict verdict = host.Verdict;
            if (verdict.IsRight()) right++;
            if ((verdict & HostVerdict.Behind) != 0) behind++;
            if ((verdict & HostVerdict.Different) != 0) different++;
            if ((verdict & HostVerdict.Forgotten) != 0) forgotten++;
            if ((verdict & HostVerdict.Silent) != 0) silent++;
            if ((verdict & HostVerdict.NeverReported) != 0) never++;
            if ((verdict & reboot) != 0) waiting++;
            if ((verdict & HostVerdict.Frozen) != 0) frozen++;
            if ((verdict & HostVerdict.Stranger) != 0) strangers++;
            if ((verdict & HostVerdict.NotJudged) != 0) notJudged++;
            if (FleetSnapshot.HasCritical(host)) critical++;
        }

        return new(hosts.Count, right, behind, different, forgotten, silent, never, waiting, frozen, strangers, notJudged, critical);
    }
}
