using System.Text;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>The words, names and quoted texts of SQL as mysqldump writes it, taken from the bytes of a dump.</summary>
/// <param name="bytes">The dump.</param>
internal sealed class SqlTokens(DumpBytes bytes)
{
    private const int MaxName = 64;

    /// <summary>A name in backquotes.</summary>
    public string QuotedName()
    {
        if (bytes.Next() != '`') throw Wrong("a name must stand in `backquotes`");
        StringBuilder name = new();
        for (int next = bytes.Next(); next != '`'; next = bytes.Next())
        {
            if (next == DumpBytes.End) throw Cut();
            if (name.Length == MaxName) throw Wrong("a name is longer than MySQL's");
            name.Append((char)next);
        }

        return name.ToString();
    }

    /// <summary>A word; empty where none begins.</summary>
    public string Word()
    {
        StringBuilder word = new();
        while (IsWord(bytes.Peek()) && word.Length < MaxName) word.Append((char)bytes.Next());
        return word.ToString();
    }

    /// <summary>Goes past blanks and line ends.</summary>
    public void SkipBlanks()
    {
        while (bytes.Peek() is ' ' or '\n' or '\r' or '\t') bytes.Next();
    }

    /// <summary>Goes past a text or name in quotes.</summary>
    public void SkipQuoted()
    {
        int quote = bytes.Next();
        for (int next = bytes.Next(); next != quote; next = bytes.Next())
        {
            if (next == DumpBytes.End) throw Cut();
            if (next == '\\' && quote != '`') bytes.Next();
        }
    }

    /// <summary>Whether a byte can stand in a word.</summary>
    public static bool IsWord(int value) => value is >= 0 and < 128 && (char.IsAsciiLetterOrDigit((char)value) || value == '_');

    /// <summary>The dump ends where it must not.</summary>
    public PakitiDumpException Cut() => Wrong("the dump ends in the middle of a statement, so it was cut. Dump again, and see that the disk has room");

    /// <summary>Something is wrong here.</summary>
    public PakitiDumpException Wrong(string message) => new($"{bytes.Place}: {message}.");
}
