using System.Text;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>
/// Reads the rows of some tables from what <c>mysqldump</c> and <c>mariadb-dump</c> write, forward only and in bounded memory: extended inserts or one row each, with or
/// without column names, escapes of strings as in MySQL's manual (String Literals). Everything else is skipped.
/// </summary>
internal sealed class SqlDumpReader(Stream stream, Func<string, bool> wants)
{
    private const int MaxName = 64;

    private readonly DumpBytes _bytes = new(stream);
    private readonly Dictionary<string, List<string>> _columns = new(StringComparer.Ordinal);
    private bool _isInRows;
    private bool _hasHeader;
    private bool _hasEnd;

    /// <summary>The table of the row.</summary>
    public string Table { get; private set; } = string.Empty;

    /// <summary>The names of the row's values; empty where neither the statement nor a CREATE TABLE before it says them.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    /// <summary>The row.</summary>
    public DumpRow Row { get; } = new();

    /// <summary>Where the reader is, for messages.</summary>
    public string Place => _bytes.Place;

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end of the dump.</returns>
    /// <exception cref="PakitiDumpException">The dump is cut or malformed.</exception>
    public bool Read()
    {
        while (true)
        {
            if (_isInRows)
            {
                SkipBlanks();
                int next = _bytes.Next();
                if (next == ',')
                {
                    SkipBlanks();
                    ReadRow();
                    return true;
                }

                if (next != ';') throw Wrong("a row must be followed by `,` or `;`");
                _isInRows = false;
            }

            if (!ReadStatement()) return false;
            if (!_isInRows) continue;
            ReadRow();
            return true;
        }
    }

    private bool ReadStatement()
    {
        while (true)
        {
            SkipBlanks();
            switch (_bytes.Peek())
            {
                case DumpBytes.End:
                    return _hasHeader && !_hasEnd
                        ? throw Wrong("the dump has no end (`-- Dump completed`), so it was cut. Dump again, and see that the disk has room") : false;
                case '-' or '#':
                    Comment();
                    break;
                case '/':
                    _bytes.SkipPast((byte)'*', (byte)'/');
                    break;
                case ';':
                    _bytes.Next();
                    break;
                default:
                    Statement(Word());
                    if (_isInRows) return true;
                    break;
            }
        }
    }

    private void Comment()
    {
        StringBuilder text = new();
        for (int next = _bytes.Next(); next is not DumpBytes.End and not '\n'; next = _bytes.Next())
        {
            if (text.Length < 32) text.Append((char)next);
        }

        string line = text.ToString();
        _hasHeader |= line.StartsWith("-- MySQL dump", StringComparison.Ordinal) || line.StartsWith("-- MariaDB dump", StringComparison.Ordinal);
        _hasEnd |= line.StartsWith("-- Dump completed", StringComparison.Ordinal);
    }

    private void Statement(string word)
    {
        switch (word.ToUpperInvariant())
        {
            case "CREATE":
                SkipBlanks();
                if (Word().Equals("TABLE", StringComparison.OrdinalIgnoreCase)) CreateTable();
                else SkipStatement();
                break;
            case "INSERT" or "REPLACE":
                Insert();
                break;
            case "DELIMITER":
                _bytes.SkipLine();
                break;
            case "":
                throw Wrong($"here is `{(char)_bytes.Peek()}` where a statement begins; this is no dump of mysqldump. Dump with: mysqldump --single-transaction pakiti");
            default:
                SkipStatement();
                break;
        }
    }

    private void CreateTable()
    {
        string table = NameAfterWords();
        List<string> columns = [];
        int depth = 0;
        bool isStart = false;
        while (true)
        {
            SkipBlanks();
            int next = _bytes.Peek();
            if (next == DumpBytes.End) throw Cut();
            if (next == '`' && depth == 1 && isStart)
            {
                columns.Add(QuotedName());
                isStart = false;
                continue;
            }

            if (next is '\'' or '"' or '`')
            {
                SkipQuoted();
                continue;
            }

            _bytes.Next();
            if (next == ';' && depth == 0) break;
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            isStart = depth == 1 && next is '(' or ',';
        }

        if (wants(table)) _columns[table] = columns;
    }

    private void Insert()
    {
        string table = NameAfterWords();
        SkipBlanks();
        List<string>? columns = _columns.GetValueOrDefault(table);
        if (!wants(table))
        {
            SkipStatement();
            return;
        }

        if (_bytes.Peek() == '(')
        {
            columns = [];
            do
            {
                _bytes.Next();
                SkipBlanks();
                columns.Add(QuotedName());
                SkipBlanks();
            }
            while (_bytes.Peek() == ',');
            if (_bytes.Next() != ')') throw Wrong("the list of columns does not end with `)`");
            SkipBlanks();
        }

        string word = Word().ToUpperInvariant();
        if (word is not ("VALUES" or "VALUE")) throw Wrong($"`VALUES` must follow INSERT INTO `{table}`");
        SkipBlanks();
        (Table, Columns, _isInRows) = (table, columns ?? [], true);
    }

    private void ReadRow()
    {
        Row.Clear();
        if (_bytes.Next() != '(') throw Wrong($"a row of `{Table}` must begin with `(`");
        do
        {
            SkipBlanks();
            bool isNull = ReadValue();
            if (!Row.EndValue(isNull)) throw Wrong($"a row of `{Table}` has too many values");
            SkipBlanks();
        }
        while (_bytes.Peek() == ',' && _bytes.Next() == ',');
        if (_bytes.Next() != ')') throw _bytes.Peek() == DumpBytes.End ? Cut() : Wrong($"a row of `{Table}` does not end with `)`");
        if (Columns.Count > 0 && Columns.Count != Row.Count) throw Wrong($"a row of `{Table}` has {Row.Count} values for {Columns.Count} columns");
    }

    private bool ReadValue()
    {
        switch (_bytes.Peek())
        {
            case '\'':
                ReadString();
                return false;
            case '_':
                // The character set of the string that follows.
                while (IsWord(_bytes.Peek())) _bytes.Next();
                SkipBlanks();
                if (_bytes.Peek() != '\'') throw Wrong("a string must follow the name of its character set");
                ReadString();
                return false;
            default:
                int length = 0;
                bool isNull = true;
                for (int next = _bytes.Peek(); IsWord(next) || next is '-' or '+' or '.'; next = _bytes.Peek())
                {
                    isNull = isNull && length < 4 && "NULL"[length] == char.ToUpperInvariant((char)next);
                    length++;
                    Add(_bytes.Next());
                }

                if (length == 0) throw _bytes.Peek() == DumpBytes.End ? Cut() : Wrong($"here is `{(char)_bytes.Peek()}` where a value of `{Table}` begins");
                return isNull && length == 4;
        }
    }

    private void ReadString()
    {
        _bytes.Next();
        while (true)
        {
            int next = _bytes.Next();
            switch (next)
            {
                case DumpBytes.End:
                    throw Cut();
                case '\\':
                    Add(Unescaped(_bytes.Next()));
                    break;
                case '\'' when _bytes.Peek() == '\'':
                    Add(_bytes.Next());
                    break;
                case '\'':
                    return;
                default:
                    Add(next);
                    break;
            }
        }
    }

    private int Unescaped(int letter) => letter switch
    {
        DumpBytes.End => throw Cut(),
        '0' => 0,
        'b' => '\b',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'Z' => 26,
        _ => letter,
    };

    private void SkipStatement()
    {
        for (int next = _bytes.Peek(); next != ';'; next = _bytes.Peek())
        {
            if (next == DumpBytes.End) throw Cut();
            if (next is '\'' or '"' or '`') SkipQuoted();
            else _bytes.Next();
        }
    }

    private void SkipQuoted()
    {
        int quote = _bytes.Next();
        for (int next = _bytes.Next(); next != quote; next = _bytes.Next())
        {
            if (next == DumpBytes.End) throw Cut();
            if (next == '\\' && quote != '`') _bytes.Next();
        }
    }

    // INTO `x`, IGNORE INTO `x`, IF NOT EXISTS `x`.
    private string NameAfterWords()
    {
        while (true)
        {
            SkipBlanks();
            if (_bytes.Peek() == '`') return QuotedName();
            if (Word().Length == 0) throw Wrong("the name of a table must stand in `backquotes`");
        }
    }

    private string QuotedName()
    {
        if (_bytes.Next() != '`') throw Wrong("a name must stand in `backquotes`");
        StringBuilder name = new();
        for (int next = _bytes.Next(); next != '`'; next = _bytes.Next())
        {
            if (next == DumpBytes.End) throw Cut();
            if (name.Length == MaxName) throw Wrong("a name is longer than MySQL's");
            name.Append((char)next);
        }

        return name.ToString();
    }

    private string Word()
    {
        StringBuilder word = new();
        while (IsWord(_bytes.Peek()) && word.Length < MaxName) word.Append((char)_bytes.Next());
        return word.ToString();
    }

    private void SkipBlanks()
    {
        while (_bytes.Peek() is ' ' or '\n' or '\r' or '\t') _bytes.Next();
    }

    private void Add(int value)
    {
        if (!Row.Add(value)) throw Wrong($"a row of `{Table}` is longer than {DumpRow.MaxLength} bytes");
    }

    private static bool IsWord(int value) => value is >= 0 and < 128 && (char.IsAsciiLetterOrDigit((char)value) || value == '_');

    private PakitiDumpException Cut() => Wrong("the dump ends in the middle of a statement, so it was cut. Dump again, and see that the disk has room");

    private PakitiDumpException Wrong(string message) => new($"{Place}: {message}.");
}
