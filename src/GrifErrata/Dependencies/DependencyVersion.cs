using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>The version of a dependency: as an EVR, but the release may be left out.</summary>
/// <param name="Epoch">Epoch; 0 where it is left out, as rpm takes it (no promotion of epochs).</param>
/// <param name="Version">Version.</param>
/// <param name="Release">Release, or null where it is left out.</param>
internal sealed record DependencyVersion(int Epoch, string Version, string? Release)
{
    /// <summary>Negative, 0 or positive; releases count only where both have one.</summary>
    public int CompareTo(DependencyVersion other)
    {
        if (ReferenceEquals(this, other)) return 0;
        int order = Epoch.CompareTo(other.Epoch);
        if (order == 0) order = RpmVersion.Compare(Version, other.Version);
        return order != 0 || Release is null || other.Release is null ? order : RpmVersion.Compare(Release, other.Release);
    }

    /// <inheritdoc/>
    public override string ToString() => (Epoch > 0 ? $"{Epoch}:" : string.Empty) + Version + (Release is null ? string.Empty : $"-{Release}");

    /// <summary>
    /// Whether two ranges of one name have a version in common, as rpm decides it (rpmio/rpmver.cc rpmverOverlap): where the versions are equal
    /// and one side has no release, it meets every release if its operator has <c>=</c>.
    /// </summary>
    public static bool Overlap(Comparison left, DependencyVersion? leftVersion, Comparison right, DependencyVersion? rightVersion)
    {
        if (left == Comparison.None || right == Comparison.None || leftVersion is null || rightVersion is null) return true;
        int order = leftVersion.CompareTo(rightVersion);
        if (order < 0) return left.HasFlag(Comparison.Greater) || right.HasFlag(Comparison.Less);
        if (order > 0) return left.HasFlag(Comparison.Less) || right.HasFlag(Comparison.Greater);
        bool leftIsOpen = leftVersion.Release is null && rightVersion.Release is not null && left.HasFlag(Comparison.Equal);
        bool rightIsOpen = rightVersion.Release is null && leftVersion.Release is not null && right.HasFlag(Comparison.Equal);
        return leftIsOpen || rightIsOpen || (left & right) != Comparison.None;
    }
}
