namespace GrifErrata.Monitor.Storage;

/// <summary>How many hosts of a site and an OS were how on a day. A host can be counted in several of the columns.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Site">The site; empty for hosts of none.</param>
/// <param name="Os">The OS.</param>
/// <param name="Hosts">All of them.</param>
/// <param name="Right">Up to date against their version.</param>
/// <param name="Behind">Behind it.</param>
/// <param name="Different">The profile says one thing and the machine has another.</param>
/// <param name="Silent">No report for some days.</param>
/// <param name="NeverReported">In the profiles only.</param>
/// <param name="RebootPending">A newer kernel is installed than runs.</param>
/// <param name="Frozen">Kept on a version.</param>
public sealed record TrendRow(
    DateOnly Day, string Site, string Os, int Hosts, int Right, int Behind, int Different, int Silent, int NeverReported, int RebootPending,
    int Frozen);
