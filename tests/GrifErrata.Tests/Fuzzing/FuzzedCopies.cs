using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>What a snapshot copies of a spoilt document is whole, and has what was asked for.</summary>
internal static class FuzzedCopies
{
    public static object? Primary(byte[] input, DiagnosticBag diagnostics)
    {
        // As a snapshot is made: what is kept is counted first.
        int all = new PrimaryReader().Read(new MemoryStream(input), "p.xml", [], default).Count;
        using MemoryStream output = new();
        PackageIds ids = new PrimaryCopy("https://mirror.example.org/x", (_, _) => true, diagnostics).Write(new MemoryStream(input), "p.xml", all, output, default);
        if (diagnostics.HasErrors) return null;
        IReadOnlyList<Package> copied = Read((bag, content) => new PrimaryReader().Read(content, "copy.xml", bag, default), output);
        return copied.Count == ids.Count && ids.Count == all ? copied : throw new InvalidOperationException($"{ids.Count} packages were copied and {copied.Count} are read.");
    }

    public static object? FileLists(byte[] input, DiagnosticBag diagnostics)
    {
        PackageIds ids = new();
        ids.Add("1");
        using MemoryStream output = new();
        FileListsCopy.Write(new MemoryStream(input), "f.xml", ids, output, diagnostics, default);
        if (diagnostics.HasErrors) return null;
        List<PackageFiles> copied = [];
        Read((bag, content) => FileListsReader.Read(content, "copy.xml", copied.Add, bag, default), output);
        return copied;
    }

    public static object? UpdateInfo(byte[] input, DiagnosticBag diagnostics)
    {
        using MemoryStream output = new();
        int count = UpdateInfoCopy.Write(new MemoryStream(input), "u.xml", nevra => nevra.Name.Length % 2 == 0, output, diagnostics, default);
        if (diagnostics.HasErrors) return null;
        IReadOnlyList<Advisory> copied = Read((bag, content) => new UpdateInfoReader().Read(content, "copy.xml", bag, default), output);
        return copied.SelectMany(a => a.Packages).All(p => p.Nevra.Name.Length % 2 == 0) && copied.Count <= count ? copied
            : throw new InvalidOperationException("A package that was not asked for was copied.");
    }

    private static T Read<T>(Func<DiagnosticBag, Stream, T> read, MemoryStream output)
    {
        DiagnosticBag found = [];
        output.Position = 0;
        T result = read(found, output);

        // A date that is none is copied as it is; broken XML is not.
        return found.FirstOrDefault(d => string.CompareOrdinal(d.Code, "GE1301") >= 0 && string.CompareOrdinal(d.Code, "GE1314") <= 0) is { } error
            ? throw new InvalidOperationException($"The copy is broken: {error}") : result;
    }
}
