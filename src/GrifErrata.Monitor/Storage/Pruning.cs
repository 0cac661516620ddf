using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Storage;

/// <summary>Removes old history, and the sets and parts that nothing has any more.</summary>
internal static class Pruning
{
    /// <summary>A change is old when the host's next change came before the time: what a host had at that time is kept.</summary>
    public static PruneResult Run(SqliteConnection connection, long before)
    {
        using Statement forgetChanges = new(connection, """
            DELETE FROM history WHERE since < $1 AND EXISTS (
                SELECT 1 FROM history AS later WHERE later.host_id = history.host_id AND later.since > history.since AND later.since <= $1)
            """);
        int changes = forgetChanges.Run(before);

        HashSet<uint> candidates = [];
        int sets = 0;
        using Statement forgetSets = new(connection, """
            DELETE FROM sets
            WHERE NOT EXISTS (SELECT 1 FROM hosts WHERE set_id = sets.id) AND NOT EXISTS (SELECT 1 FROM history WHERE set_id = sets.id)
            RETURNING parts
            """);
        using (SqliteDataReader rows = forgetSets.Rows())
        {
            for (; rows.Read(); sets++) candidates.UnionWith(SetParts.Ids(rows.GetFieldValue<byte[]>(0)));
        }

        if (candidates.Count == 0) return new PruneResult(changes, sets, 0);

        using (Statement remaining = new(connection, "SELECT parts FROM sets"))
        using (SqliteDataReader rows = remaining.Rows())
        {
            while (rows.Read()) candidates.ExceptWith(SetParts.Ids(rows.GetFieldValue<byte[]>(0)));
        }

        using Statement forgetPart = new(connection, "DELETE FROM parts WHERE id = $1");
        foreach (uint id in candidates) forgetPart.Run((long)id);
        return new PruneResult(changes, sets, candidates.Count);
    }
}
