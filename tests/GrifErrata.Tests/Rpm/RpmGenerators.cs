using CsCheck;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

/// <summary>Random parts of NEVRAs, in rpm's alphabet.</summary>
internal static class RpmGenerators
{
    /// <summary>Versions that reach each branch of the comparison; short pieces, so that two are often nearly the same.</summary>
    public static Gen<string> Version { get; } = Gen.OneOf(
            "0", "1", "2", "9", "10", "01", "001", "00", "1000000000000000000", "1000000000000000001", "0999999999999999999999",
            "18446744073709551616", "a", "b", "Z", "ab", "el5", "rc", ".", ".", "_", "+", "~", "~", "^", "^")
        .Array[1, 6].Select(string.Concat);

    public static Gen<string> Name { get; } = Gen.Select(
        Gen.OneOf("a", "Z", "9", "_", "915"),
        Gen.OneOf("-", "+", "++", ".", "_", "lib", "3", "-2", "el5", "-1.0-3", "x86_64", "noarch", "rpm", ".rpm").Array[0, 5],
        (first, rest) => first + string.Concat(rest));

    public static Gen<int?> Epoch { get; } = Gen.OneOf(Gen.Const((int?)null), Gen.Int[0, 3].Select(e => (int?)e), Gen.Const((int?)int.MaxValue));

    public static Gen<string> Arch { get; } = Gen.OneOf("x86_64", "i386", "i686", "noarch", "src", "nosrc", "aarch64");

    public static Gen<Evr> Evr { get; } = Gen.Select(Epoch, Version, Version, (e, v, r) => new Evr(e, v, r));

    public static Gen<Nevra> Nevra { get; } = Gen.Select(Name, Evr, Arch, (n, e, a) => new Nevra(n, e, a));
}
