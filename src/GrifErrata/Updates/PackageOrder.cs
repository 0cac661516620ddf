using System.Text;

namespace GrifErrata.Updates;

/// <summary>
/// GRIF's order of packages: by the bytes of <c>name,arch</c> joined with that comma, so <c>gcc-objc++</c> comes before
/// <c>gcc-objc</c> (<c>+</c> is below <c>,</c>). 39 of GRIF's templates depend on it.
/// </summary>
public sealed class PackageOrder : IComparer<(string Name, string Arch)>
{
    /// <summary>The order.</summary>
    public static PackageOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare((string Name, string Arch) x, (string Name, string Arch) y)
    {
        // Names and architectures are in rpm's alphabet, which is ASCII: characters are bytes.
        return string.CompareOrdinal(Key(x), Key(y));
    }

    private static string Key((string Name, string Arch) package) =>
        new StringBuilder(package.Name.Length + package.Arch.Length + 1).Append(package.Name).Append(',').Append(package.Arch).ToString();
}
