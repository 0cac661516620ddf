using GrifErrata.Diagnostics;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>For which Pan compiler and which package manager the templates of an OS are written: <c>pan:</c> of os.yaml.</summary>
/// <param name="Extension">File extension and dialect.</param>
/// <param name="Shape">How the packages are written.</param>
/// <param name="Backend">What ncm-spma drives on the machines.</param>
public sealed record PanTarget(PanExtension Extension, PanShape Shape, PackageBackend Backend)
{
    /// <summary>What an OS of today has: <c>.pan</c>, a table, yumdnf.</summary>
    public static PanTarget Default { get; } = new(PanExtension.Pan, PanShape.Table, PackageBackend.YumDnf);

    /// <summary>The extension without its dot: <c>pan</c> or <c>tpl</c>.</summary>
    public string ExtensionText => Extension == PanExtension.Tpl ? "tpl" : "pan";

    /// <summary>The back end as os.yaml and ncm-spma call it: <c>spma</c>, <c>yum</c>, <c>yumdnf</c>.</summary>
    public string BackendText => Backend switch { PackageBackend.Spma => "spma", PackageBackend.Yum => "yum", _ => "yumdnf" };

    /// <summary>
    /// Whether the machines' packages come from repositories, by dependencies: profiles then name most packages without a version, and
    /// the package manager pulls in what a locked package needs.
    /// </summary>
    public bool FollowsRepositories => Backend is PackageBackend.Yum or PackageBackend.YumDnf;

    /// <summary>Reads the mapping. What is left out: <c>.pan</c>; a table; spma for lines or <c>.tpl</c>, else yumdnf.</summary>
    /// <param name="pan">The mapping, or null where os.yaml has none.</param>
    internal static PanTarget Read(YamlMap? pan)
    {
        if (pan is null) return Default;
        PanExtension extension = pan.Word("extension", [("pan", PanExtension.Pan), ("tpl", PanExtension.Tpl)]) ?? PanExtension.Pan;
        PanShape shape = pan.Word("shape", [("lines", PanShape.Lines), ("table", PanShape.Table)]) ?? PanShape.Table;
        PackageBackend backend = pan.Word("backend", [("spma", PackageBackend.Spma), ("yum", PackageBackend.Yum), ("yumdnf", PackageBackend.YumDnf)])
            ?? (shape == PanShape.Lines || extension == PanExtension.Tpl ? PackageBackend.Spma : PackageBackend.YumDnf);
        pan.RefuseUnknownKeys();
        PanTarget target = new(extension, shape, backend);
        if (shape == PanShape.Lines && target.FollowsRepositories)
        {
            pan.Diagnostics.Add(DefinitionDiagnostics.Value, pan.LocationOf("shape"),
                "`shape: lines` cannot reach packages that a profile names without a version, as profiles for yum and dnf do. Write `shape: table`, or `backend: spma`.");
        }

        return target;
    }
}

/// <summary>File extension of Pan templates: <c>.tpl</c> up to panc 10, <c>.pan</c> from panc 8.4 on.</summary>
public enum PanExtension
{
    /// <summary><c>.pan</c>.</summary>
    Pan,

    /// <summary><c>.tpl</c>.</summary>
    Tpl,
}

/// <summary>How the packages of a version are written. Both give the same profiles.</summary>
public enum PanShape
{
    /// <summary>A constant table and one call: the cost for a machine grows with the machine's packages, not with the errata.</summary>
    Table,

    /// <summary>A call of <c>pkg_ronly</c> for each package, as GRIF's sites have had it since 2009.</summary>
    Lines,
}

/// <summary>What Quattor's ncm-spma drives on the machines (its <c>packager</c>).</summary>
public enum PackageBackend
{
    /// <summary>dnf: el8 and later.</summary>
    YumDnf,

    /// <summary>yum: el6 and el7.</summary>
    Yum,

    /// <summary>SPMA's own transactions: up to el6.</summary>
    Spma,
}
