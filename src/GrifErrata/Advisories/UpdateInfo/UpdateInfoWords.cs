using System.Runtime.CompilerServices;
using System.Text;

namespace GrifErrata.Advisories.UpdateInfo;

/// <summary>The words of updateinfo's kinds and flags, as feeds write them.</summary>
internal static class UpdateInfoWords
{
    /// <summary><c>update@type</c>, in any case of letters; what is not known (SUSE's <c>optional</c>) is unknown and no error.</summary>
    public static AdvisoryType Type(ReadOnlySpan<byte> word) => word switch
    {
        _ when Is(word, "security"u8) => AdvisoryType.Security,
        _ when Is(word, "bugfix"u8) => AdvisoryType.Bugfix,
        _ when Is(word, "enhancement"u8) => AdvisoryType.Enhancement,
        _ when Is(word, "newpackage"u8) => AdvisoryType.NewPackage,
        _ => AdvisoryType.Unknown,
    };

    /// <summary>The word of a kind; none for an unknown one.</summary>
    public static string Word(AdvisoryType type) => type switch
    {
        AdvisoryType.Security => "security",
        AdvisoryType.Bugfix => "bugfix",
        AdvisoryType.Enhancement => "enhancement",
        AdvisoryType.NewPackage => "newpackage",
        _ => string.Empty,
    };

    /// <summary>A flag's text: nothing, <c>True</c> or <c>1</c> are yes, <c>False</c> and all else no.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Flag(ReadOnlySpan<byte> word) => word.IsEmpty || Is(word, "true"u8) || word.SequenceEqual("1"u8);

    private static bool Is(ReadOnlySpan<byte> word, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(word, expected);
}
