namespace GrifErrata.Rpm;

/// <summary>Name, epoch, version, release and architecture: what names one build of a package.</summary>
/// <param name="Name">Package name, in rpm's alphabet (<see cref="RpmAlphabet"/>).</param>
/// <param name="Evr">Epoch, version and release.</param>
/// <param name="Arch">Architecture as rpm writes it (<c>x86_64</c>, <c>i686</c>, <c>noarch</c>, <c>src</c>); empty in an advisory that gives none.</param>
public sealed record Nevra(string Name, Evr Evr, string Arch)
{
    /// <summary><c>name-[epoch:]version-release.arch</c>; the epoch only where it is known and not 0.</summary>
    public override string ToString() => Arch.Length == 0 ? $"{Name}-{Evr}" : $"{Name}-{Evr}.{Arch}";
}
