using System.Text;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>
/// Reads the rows of some tables from what <c>mysqldump</c> and <c>mariadb-dump</c> write, forward only and in bounded memory: extended inserts or one row each, with or
/// without column names, escapes of strings as in MySQL's manual (String Literals). Everything else is skipped.
/// </summary>
internal sealed class SqlDumpReader
{
    private readonly DumpBytes _bytes;
    private readonly SqlTokens _sql;
    private readonly SqlValues _values;
    private readonly Func<string, bool> _wants;
    private readonly Dictionary<string, List<string>> _columns = new(StringComparer.Ordinal);
    private bool _isInRows;
    private bool _hasHeader;
    private bool _hasEnd;

    /// <param name="stream">The dump.</param>
    /// <param name="wants">Whether the rows of a table are read; those of others are passed over.</param>
    public SqlDumpReader(Stream stream, Func<string, bool> wants)
    {
        (_bytes, _wants) = (new(stream), wants);
        _sql = new(_bytes);
        _values = new(_bytes, _sql, Row);
    }

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
                _sql.SkipBlanks();
                int next = _bytes.Next();
                if (next == ',')
                {
                    _sql.SkipBlanks();
                    ReadRow();
                    return true;
                }

                if (next != ';') throw _sql.Wrong("a row must be followed by `,` or `;`");
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
            _sql.SkipBlanks();
            switch (_bytes.Peek())
            {
                case DumpBytes.End:
                    return _hasHeader && !_hasEnd
                        ? throw _sql.Wrong("the dump has no end (`-- Dump completed`), so it was cut. Dump again, and see that the disk has room") : false;
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
                    Statement(_sql.Word());
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
                _sql.SkipBlanks();
                if (_sql.Word().Equals("TABLE", StringComparison.OrdinalIgnoreCase)) CreateTable();
                else SkipStatement();
                break;
            case "INSERT" or "REPLACE":
                Insert();
                break;
            case "DELIMITER":
                _bytes.SkipLine();
                break;
            case "":
                throw _sql.Wrong($"here is `{(char)_bytes.Peek()}` where a statement begins; this is no dump of mysqldump. Dump with: mysqldump --single-transaction pakiti");
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
            _sql.SkipBlanks();
            int next = _bytes.Peek();
            if (next == DumpBytes.End) throw _sql.Cut();
            if (next == '`' && depth == 1 && isStart)
            {
                columns.Add(_sql.QuotedName());
                isStart = false;
                continue;
            }

            if (next is '\'' or '"' or '`')
            {
                _sql.SkipQuoted();
                continue;
            }

            _bytes.Next();
            if (next == ';' && depth == 0) break;
            depth += next == '(' ? 1 : next == ')' ? -1 : 0;
            isStart = depth == 1 && next is '(' or ',';
        }

        if (_wants(table)) _columns[table] = columns;
    }

    private void Insert()
    {
        string table = NameAfterWords();
        _sql.SkipBlanks();
        List<string>? columns = _columns.GetValueOrDefault(table);
        if (!_wants(table))
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
                _sql.SkipBlanks();
                columns.Add(_sql.QuotedName());
                _sql.SkipBlanks();
            }
            while (_bytes.Peek() == ',');
            if (_bytes.Next() != ')') throw _sql.Wrong("the list of columns does not end with `)`");
            _sql.SkipBlanks();
        }

        string word = _sql.Word().ToUpperInvariant();
        if (word is not ("VALUES" or "VALUE")) throw _sql.Wrong($"`VALUES` must follow INSERT INTO `{table}`");
        _sql.SkipBlanks();
        (Table, Columns, _isInRows) = (table, columns ?? [], true);
    }

    private void ReadRow()
    {
        Row.Clear();
        if (_bytes.Next() != '(') throw _sql.Wrong($"a row of `{Table}` must begin with `(`");
        do
        {
            _sql.SkipBlanks();
            bool isNull = _values.Read(Table);
            if (!Row.EndValue(isNull)) throw _sql.Wrong($"a row of `{Table}` has too many values");
            _sql.SkipBlanks();
        }
        while (_bytes.Peek() == ',' && _bytes.Next() == ',');
        if (_bytes.Next() != ')') throw _bytes.Peek() == DumpBytes.End ? _sql.Cut() : _sql.Wrong($"a row of `{Table}` does not end with `)`");
        if (Columns.Count > 0 && Columns.Count != Row.Count) throw _sql.Wrong($"a row of `{Table}` has {Row.Count} values for {Columns.Count} columns");
    }

    private void SkipStatement()
    {
        for (int next = _bytes.Peek(); next != ';'; next = _bytes.Peek())
        {
            if (next == DumpBytes.End) throw _sql.Cut();
            if (next is '\'' or '"' or '`') _sql.SkipQuoted();
            else _bytes.Next();
        }
    }

    // INTO `x`, IGNORE INTO `x`, IF NOT EXISTS `x`.
    private string NameAfterWords()
    {
        while (true)
        {
            _sql.SkipBlanks();
            if (_bytes.Peek() == '`') return _sql.QuotedName();
            if (_sql.Word().Length == 0) throw _sql.Wrong("the name of a table must stand in `backquotes`");
        }
    }
}
