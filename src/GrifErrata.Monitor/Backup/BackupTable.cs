using System.Collections.Immutable;

namespace GrifErrata.Monitor.Backup;

/// <summary>A table that a backup has; SQLite and PostgreSQL call it and its columns the same.</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasId">Whether <c>id</c> is its first column and counted up by the database.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record BackupTable(string Name, bool HasId, ImmutableArray<BackupColumn> Columns)
{
    /// <summary>All tables, each after those that it refers to. Revisions of hosts and the list of the forgotten are the database's own: who
    /// follows changes starts again.</summary>
    public static ImmutableArray<BackupTable> All { get; } =
    [
        Of("parts", true, "id hash:b content:b"),
        Of("sets", true, "id hash:t packages parts:b"),
        Of("hosts", true, "id name:t site:t tag:t system:t arch:t packager:t reporter:t protocol bad_lines first_seen last_seen last_changed kernel:t set_id"),
        Of("history", false, "host_id since set_id kernel:t"),
        Of("relay_bodies", true, "id content_type:t query:t body:b"),
        Of("relays", true, "id upstream:t host:t body_id queued next_try leased_until attempts"),
        Of("upstreams", false, "name:t dropped error:t"),
        Of("trend_days", false, "day"),
        Of("trend", false, "day site:t os:t hosts up_to_date behind different silent never_reported reboot_pending frozen"),
        Of("state", false, "key:t value:t"),
        Of("refused", true, "id time reporter:t status text:t site:t host:t"),
        Of("refused_counts", false, "status count"),
    ];

    /// <summary>The columns' names, parted by commas.</summary>
    public string ColumnNames => string.Join(", ", Columns.Select(static column => column.Name));

    private static BackupTable Of(string name, bool hasId, string columns) => new(name, hasId,
    [
        .. columns.Split(' ').Select(static column => column.Split(':')).Select(static words =>
            new BackupColumn(words[0], words.Length == 1 ? BackupColumnKind.Number : words[1] == "t" ? BackupColumnKind.Text : BackupColumnKind.Bytes)),
    ]);
}

/// <summary>A column of a table that a backup has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
internal readonly record struct BackupColumn(string Name, BackupColumnKind Kind);

/// <summary>What a column holds.</summary>
internal enum BackupColumnKind
{
    /// <summary>64 bits.</summary>
    Number,

    /// <summary>Text, or nothing.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}
