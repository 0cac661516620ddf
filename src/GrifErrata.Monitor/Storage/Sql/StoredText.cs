using System.Text;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>Texts as both databases can hold them.</summary>
internal static class StoredText
{
    /// <summary>The text with U+FFFD for each NUL, at which SQLite would end it (a host that calls itself "a\0b" would pass for the host a)
    /// and which PostgreSQL refuses, and for each half of a surrogate pair.</summary>
    public static string Of(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal)) text = text.Replace('\0', '\uFFFD');
        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
    }

    /// <summary>The same, cut to a length.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, length - 3), "...");
}
