namespace GrifErrata.Dependencies;

/// <summary>Which files primary.xml lists; all others only filelists.xml has (createrepo_c src/misc.h cr_is_primary).</summary>
internal static class PrimaryFiles
{
    /// <summary>Whether primary.xml lists a file of this path.</summary>
    public static bool Lists(ReadOnlySpan<byte> path) =>
        path.StartsWith("/etc/"u8) || path.IndexOf("bin/"u8) >= 0 || path.SequenceEqual("/usr/lib/sendmail"u8);
}
