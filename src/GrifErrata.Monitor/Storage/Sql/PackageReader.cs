using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using GrifErrata.Monitor.Storage.Sets;
using GrifErrata.Rpm;
using ZstdSharp;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Reads the packages of sets, and keeps the parts that were decoded lately.</summary>
internal sealed class PackageReader(int capacity)
{
    private readonly BoundedCache<long, ImmutableArray<Nevra>> _parts = new(capacity, static packages => packages.Length + 1);

    /// <summary>The packages of a set, or null where there is none of this hash.</summary>
    public ImmutableArray<Nevra>? Packages(ISql sql, string setHash)
    {
        long[] ids;
        ImmutableArray<Nevra>.Builder packages;
        using (DbDataReader row = sql.Rows("SELECT parts, packages FROM sets WHERE hash = $1", setHash))
        {
            if (!row.Read()) return null;
            ids = Array.ConvertAll(SetParts.Ids(row.GetFieldValue<byte[]>(0)), static id => (long)id);
            packages = ImmutableArray.CreateBuilder<Nevra>(row.GetInt32(1));
        }

        Dictionary<long, ImmutableArray<Nevra>> parts = Parts(sql, [.. ids.Distinct()], static _ => true);
        foreach (long id in ids) packages.AddRange(parts[id]);
        packages.Sort(SetOrder.Instance);
        return packages.DrainToImmutable();
    }

    /// <summary>The sets that have a package, by id. Only the part that can hold the name is read of each set, and shared parts once.</summary>
    public Dictionary<long, ImmutableArray<Nevra>> SetsWithPackage(ISql sql, string package)
    {
        List<(long Set, long Part)> sets = [];
        int offset = PackagePart.NumberOf(package) * sizeof(uint);
        using (DbDataReader row = sql.Rows(string.Create(CultureInfo.InvariantCulture, $"SELECT id, substr(parts, {offset + 1}, {sizeof(uint)}) FROM sets")))
        {
            while (row.Read()) sets.Add((row.GetInt64(0), SetParts.Ids(row.GetFieldValue<byte[]>(1))[0]));
        }

        Dictionary<long, ImmutableArray<Nevra>> parts = Parts(sql, [.. sets.Select(static set => set.Part).Distinct()], each => each.Name == package);
        return sets.Where(set => !parts[set.Part].IsEmpty).ToDictionary(static set => set.Set, set => parts[set.Part]);
    }

    /// <exception cref="StorageException">A part is missing or damaged.</exception>
    private Dictionary<long, ImmutableArray<Nevra>> Parts(ISql sql, long[] ids, Predicate<Nevra> keep)
    {
        Dictionary<long, ImmutableArray<Nevra>> parts = new(ids.Length);
        List<long> missing = [];
        foreach (long id in ids)
        {
            if (_parts.TryGet(id, out ImmutableArray<Nevra> packages)) parts.Add(id, Only(packages));
            else missing.Add(id);
        }

        if (missing.Count > 0)
        {
            foreach ((long id, byte[] content) in sql.Parts(missing))
            {
                ImmutableArray<Nevra> packages = Decode(content);
                _parts.Add(id, packages);
                parts.Add(id, Only(packages));
            }
        }

        if (parts.Count == ids.Length) return parts;
        throw new StorageException("The database lacks a part of a set; restore it from a backup.");

        ImmutableArray<Nevra> Only(ImmutableArray<Nevra> packages) => packages.RemoveAll(each => !keep(each));
    }

    private static ImmutableArray<Nevra> Decode(byte[] content)
    {
        try
        {
            return PackagePart.Decode(content);
        }
        catch (Exception e) when (e is ZstdException or IOException or FormatException or ArgumentException)
        {
            throw new StorageException("A part of a set is damaged in the database; restore it from a backup.", e);
        }
    }
}
