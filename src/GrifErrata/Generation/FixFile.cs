namespace GrifErrata.Generation;

/// <summary>The -fix templates among the generated files: sites have had theirs for years, so one that a person wrote is told apart by <see cref="GeneratedMark"/>.</summary>
internal static class FixFile
{
    /// <summary>Whether a path of the output folder is a -fix template's.</summary>
    public static bool IsFix(string relative) => Path.GetFileNameWithoutExtension(relative).EndsWith("-fix", StringComparison.Ordinal) && relative.Contains("/rpms/errata/", StringComparison.Ordinal);

    /// <summary>The manifest of the version to which a -fix belongs.</summary>
    public static string ManifestOf(string relative) => relative[..relative.LastIndexOf("-fix.", StringComparison.Ordinal)] + ".json";
}
