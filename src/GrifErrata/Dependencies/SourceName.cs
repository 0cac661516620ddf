namespace GrifErrata.Dependencies;

/// <summary>The name of a source package in its file name.</summary>
internal static class SourceName
{
    /// <summary><c>glibc</c> of <c>glibc-2.5-49.src.rpm</c>; the text itself where it is not of that form.</summary>
    public static string Of(string file)
    {
        int release = file.LastIndexOf('-');
        int version = release > 0 ? file.LastIndexOf('-', release - 1) : -1;
        return version > 0 ? file[..version] : file;
    }

    /// <inheritdoc cref="Of(string)"/>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> file)
    {
        int release = file.LastIndexOf((byte)'-');
        int version = release > 0 ? file[..release].LastIndexOf((byte)'-') : -1;
        return version > 0 ? file[..version] : file;
    }
}
