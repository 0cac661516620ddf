namespace GrifErrata.Rpm;

/// <summary>The paths of a package's files and folders, from its header.</summary>
internal static class RpmHeaderFiles
{
    private const uint OldFileNames = 1027, DirIndexes = 1116, BaseNames = 1117, DirNames = 1118;

    /// <summary>Hands out each path; as one list in packages of rpm 3, else as names with the numbers of their folders.</summary>
    /// <returns>Null, or what is wrong.</returns>
    public static string? Read(RpmHeaderSection section, RpmHeaderSection.TakeText take)
    {
        if (!section.Has(BaseNames)) return section.Texts(OldFileNames, take);
        List<byte[]> folders = [];
        string? problem = section.Texts(DirNames, (_, text) => folders.Add(text.ToArray()));
        uint[] indexes = section.Numbers(DirIndexes, ref problem);
        if (problem is not null) return problem;
        if (indexes.Length != section.CountOf(BaseNames)) return $"tag {BaseNames} and tag {DirIndexes} are of different lengths";
        if (Array.Exists(indexes, i => i >= folders.Count)) return $"tag {DirIndexes} names a folder that tag {DirNames} does not have";
        byte[] path = new byte[2 * RpmHeaderSection.MaxListText];
        return section.Texts(BaseNames, (i, name) =>
        {
            byte[] folder = folders[(int)indexes[i]];
            folder.CopyTo(path.AsSpan());
            name.CopyTo(path.AsSpan(folder.Length));
            take(i, path.AsSpan(0, folder.Length + name.Length));
        });
    }
}
