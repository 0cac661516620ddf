namespace GrifErrata.Monitor.Reports;

/// <summary>The name by which a machine is known.</summary>
internal static class HostName
{
    /// <summary>
    /// The first of the names in a host field, in lower case; null where it is no host name (RFC 1123, 2.1: labels of 1 to 63 letters,
    /// digits and dashes, no dash at an end, 253 characters in all) or is an address: a last label of digits.
    /// </summary>
    public static string? Of(string field)
    {
        ReadOnlySpan<char> name = field.AsSpan().TrimStart();
        int end = name.IndexOfAny(' ', '\t', ',');
        if (end >= 0) name = name[..end];
        if (name.Length is 0 or > 253) return null;
        bool digits = false;
        foreach (Range range in name.Split('.'))
        {
            ReadOnlySpan<char> label = name[range];
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-') return null;
            digits = true;
            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-') return null;
                digits &= char.IsAsciiDigit(c);
            }
        }

        if (digits) return null;
#pragma warning disable CA1308 // Host names are written in lower case.
        return name.ToString().ToLowerInvariant();
#pragma warning restore CA1308
    }
}
