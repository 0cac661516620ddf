namespace GrifErrata.Rpm;

/// <summary>What the header of an RPM file says about its package.</summary>
/// <param name="Nevra">Name, EVR and architecture; <c>src</c> or <c>nosrc</c> for a source package. The epoch is never
/// null: a header without one says 0, as repository metadata does.</param>
/// <param name="BuildTime">When it was built, UTC, to the second; null where the header does not say.</param>
/// <param name="SourceRpm">File name of the source package; null in a source package.</param>
public sealed record RpmHeader(Nevra Nevra, DateTimeOffset? BuildTime, string? SourceRpm)
{
    /// <summary>Whether it is a source package.</summary>
    public bool IsSource => Nevra.Arch is Architectures.Source or Architectures.SourceWithoutSources;
}
