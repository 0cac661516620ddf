namespace GrifErrata.Dependencies;

/// <summary>The arrays of a table that was kept, taken one after the other.</summary>
internal sealed class PackageTableArrays
{
    /// <summary>Changes whenever the order or the meaning of the arrays does.</summary>
    public const int Format = 2;

    private readonly IReadOnlyList<Array> _arrays;
    private int _next;

    public PackageTableArrays(IReadOnlyList<Array> arrays)
    {
        _arrays = arrays;
        HasFileLists = ((byte[])Next())[0] != 0;
        Dependencies = new(new((byte[])Next(), Ints(), Ints()), new(Ints(), Ints()), new(Ints(), Ints()));
    }

    public bool HasFileLists { get; }

    public DependencyTable Dependencies { get; }

    public int[] Ints() => (int[])Next();

    public long[] Longs() => (long[])Next();

    public Csr Lists() => new(Ints(), Ints());

    /// <summary>All arrays of a table in the order in which they are taken.</summary>
    public static IReadOnlyList<Array> Of(PackageTable table, Array[] columns, Csr[] lists)
    {
        (byte[] bytes, int[] ends, int[] slots) = table.Dependencies.Symbols.Arrays;
        (TripleTable dependencies, TripleTable versions) = table.Dependencies.Tables;
        (int[] streams, Csr artifacts, int[] defaults) = table.Modules.Arrays;
        return
        [
            (byte[])[table.HasFileLists ? (byte)1 : (byte)0], bytes, ends, slots, dependencies.Arrays.Items, dependencies.Arrays.Slots, versions.Arrays.Items,
            versions.Arrays.Slots, .. columns, .. lists.SelectMany(l => (Array[])[l.Arrays.Starts, l.Arrays.Items]), streams, artifacts.Arrays.Starts, artifacts.Arrays.Items, defaults,
        ];
    }

    private Array Next() => _arrays[_next++];
}
