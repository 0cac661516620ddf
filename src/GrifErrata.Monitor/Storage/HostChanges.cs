using System.Collections.Immutable;

namespace GrifErrata.Monitor.Storage;

/// <summary>What happened to hosts since an earlier look. Apply <see cref="Forgotten"/> first, then <see cref="Changed"/>.</summary>
/// <param name="Changed">Hosts that reported since, as they are now, in ordinal order of their names. Some may have been told before.</param>
/// <param name="Forgotten">Names of hosts that are gone, in ordinal order; some may never have been told.</param>
/// <param name="IsComplete">Whether <paramref name="Changed"/> holds all hosts there are, so that what is not in it is gone. It does for
/// cursor 0, and where the cursor is so old that what was forgotten since is no longer known.</param>
/// <param name="Cursor">What to ask with next time; valid for this database only, and positive.</param>
public sealed record HostChanges(ImmutableArray<HostRecord> Changed, ImmutableArray<string> Forgotten, bool IsComplete, long Cursor);
