using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Reads from the header of an RPM file what its package provides, requires, conflicts with and obsoletes, and its files.</summary>
/// <remarks>Of the requirements those that may be missing (RPMSENSE_MISSINGOK) are left out, as all weak dependencies are. A source package is passed over.</remarks>
public static class RpmDependencyReader
{
    // Tags of names, flags and versions (rpm's rpmtag.h).
    private static readonly (uint Name, uint Flags, uint Version) ProvideTags = (1047, 1112, 1113), RequireTags = (1049, 1048, 1050), ConflictTags = (1054, 1053, 1055), ObsoleteTags = (1090, 1114, 1115);

    private const uint MissingOk = 1 << 19;

    /// <summary>Adds the package to a table, with the files that primary.xml would list.</summary>
    /// <param name="content">The file from its first byte; it must be able to seek.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="table">Takes the package; after an error it must not be used.</param>
    /// <param name="diagnostics">Takes errors GE1201 to GE1203.</param>
    public static void Read(Stream content, string file, PackageTableBuilder table, DiagnosticBag diagnostics)
    {
        if (Open(content, file, diagnostics, out RpmHeaderSection? section) is not { } header) return;
        SymbolTable symbols = table.Dependencies.Symbols;
        int source = header.SourceRpm is null ? -1 : symbols.Add(SourceName.Of(header.SourceRpm));
        Evr evr = header.Nevra.Evr;
        if (!table.Start(symbols.Add(header.Nevra.Name), evr.Epoch ?? 0, symbols.Add(evr.Version), symbols.Add(evr.Release), symbols.Add(header.Nevra.Arch), source, header.BuildTime?.ToUnixTimeSeconds() ?? 0)) return;
        int package = table.Names.Count - 1;
        string? problem = Relations(section!, ProvideTags, table, table.Provides, isRequires: false)
            ?? Relations(section!, RequireTags, table, table.Requires, isRequires: true)
            ?? Relations(section!, ConflictTags, table, table.Conflicts, isRequires: false)
            ?? Relations(section!, ObsoleteTags, table, table.Obsoletes, isRequires: false)
            ?? RpmHeaderFiles.Read(section!, (_, path) =>
            {
                if (PrimaryFiles.Lists(path)) table.Files.Add(package, symbols.Add(path));
            });
        Add(problem, file, diagnostics);
    }

    /// <summary>Adds to a package of the table those of its files that somebody wants and that primary.xml would not list.</summary>
    internal static void ReadFiles(Stream content, string file, PackageTableBuilder table, int repository, WantedFiles wanted, DiagnosticBag diagnostics)
    {
        if (Open(content, file, diagnostics, out RpmHeaderSection? section) is not { } header) return;
        SymbolTable symbols = table.Dependencies.Symbols;
        Evr evr = header.Nevra.Evr;
        int package = table.Find(symbols.Find(header.Nevra.Name), evr.Epoch ?? 0, symbols.Find(evr.Version), symbols.Find(evr.Release), symbols.Find(header.Nevra.Arch));
        if (package < 0 || table.Repositories[package] != repository) return;
        Add(RpmHeaderFiles.Read(section!, (_, path) =>
        {
            if (wanted.Find(path) is >= 0 and int symbol) table.Files.Add(package, symbol);
        }), file, diagnostics);
    }

    private static RpmHeader? Open(Stream content, string file, DiagnosticBag diagnostics, out RpmHeaderSection? section) =>
        RpmHeaderReader.Read(content, file, diagnostics, out section) is { IsSource: false } header ? header : null;

    private static void Add(string? problem, string file, DiagnosticBag diagnostics)
    {
        if (problem is not null) diagnostics.Add(RpmHeaderReader.Broken(new(file), problem));
    }

    private static string? Relations(RpmHeaderSection section, (uint Name, uint Flags, uint Version) tags, PackageTableBuilder table, PackageLists list, bool isRequires)
    {
        DependencyTable dependencies = table.Dependencies;
        int package = table.Names.Count - 1;
        string? problem = null;
        uint[] flags = section.Numbers(tags.Flags, ref problem);
        int[] versions = new int[section.CountOf(tags.Version) <= RpmHeaderSection.MaxListItems ? section.CountOf(tags.Version) : 0];
        problem ??= section.Texts(tags.Version, (i, text) => versions[i] = text.IsEmpty ? -1 : dependencies.AddVersion(text));
        int count = section.CountOf(tags.Name);
        if (problem is null && ((flags.Length > 0 && flags.Length != count) || (versions.Length > 0 && versions.Length != count)))
            problem = $"tags {tags.Name}, {tags.Flags} and {tags.Version} are of different lengths";
        return problem ?? section.Texts(tags.Name, (i, name) =>
        {
            uint flag = flags.Length > 0 ? flags[i] : 0;
            if (name.IsEmpty || (isRequires && (flag & MissingOk) != 0)) return;
            int version = versions.Length > 0 ? versions[i] : -1;

            // rpm's bits for less, greater and equal are 2, 4 and 8.
            var comparison = (Comparison)((flag >> 1) & 7);
            if (version < 0 || !IsKnown(comparison)) comparison = Comparison.None;
            bool isFeature = isRequires && name.StartsWith("rpmlib("u8);
            (isFeature ? table.RpmFeatures : list).Add(package, dependencies.Add(dependencies.Symbols.Add(name), comparison, version));
        });
    }

    // primary.xml has names for these only.
    private static bool IsKnown(Comparison comparison) =>
        comparison is not (Comparison.Less | Comparison.Greater) and not (Comparison.Less | Comparison.Greater | Comparison.Equal);
}
