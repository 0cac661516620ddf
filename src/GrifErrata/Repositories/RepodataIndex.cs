using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;

namespace GrifErrata.Repositories;

/// <summary>What repomd.xml says: the files of a repository's metadata.</summary>
/// <param name="Revision">Revision as written, usually seconds since 1970; empty where there is none.</param>
/// <param name="Entries">The entries in the file's order.</param>
/// <param name="Origin">The repomd.xml.</param>
public sealed record RepodataIndex(string Revision, ImmutableArray<RepodataEntry> Entries, SourceLocation Origin)
{
    /// <summary>When the metadata was made, UTC; null where the revision is not a time after 2001.</summary>
    public DateTimeOffset? Made =>
        long.TryParse(Revision, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds is > 1_000_000_000 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>
    /// The first entry of a type, or null. <c>_zck</c> and <c>_db</c> entries are types of their own and hold the same again for other
    /// readers, so nobody asks for them.
    /// </summary>
    public RepodataEntry? Find(string type) => Entries.FirstOrDefault(entry => entry.Type == type);
}
