namespace GrifErrata.Advisories.Oval;

/// <summary>Names of elements: publishers write the namespaces as prefixes (Red Hat) or not (Oracle, SUSE).</summary>
internal static class OvalNames
{
    /// <summary>The name without its prefix.</summary>
    public static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name) => name[(name.IndexOf((byte)':') + 1)..];
}
