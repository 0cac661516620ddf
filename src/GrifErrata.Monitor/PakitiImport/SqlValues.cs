namespace GrifErrata.Monitor.PakitiImport;

/// <summary>The values of a dump's rows: strings with MySQL's escapes, numbers, NULL.</summary>
/// <param name="bytes">The dump.</param>
/// <param name="sql">Its words and names.</param>
/// <param name="row">Takes the values.</param>
internal sealed class SqlValues(DumpBytes bytes, SqlTokens sql, DumpRow row)
{
    /// <summary>Reads a value into the row.</summary>
    /// <param name="table">The row's table, for messages.</param>
    /// <returns>Whether it is NULL.</returns>
    public bool Read(string table)
    {
        switch (bytes.Peek())
        {
            case '\'':
                ReadString(table);
                return false;
            case '_':
                // The character set of the string that follows.
                while (SqlTokens.IsWord(bytes.Peek())) bytes.Next();
                sql.SkipBlanks();
                if (bytes.Peek() != '\'') throw sql.Wrong("a string must follow the name of its character set");
                ReadString(table);
                return false;
            default:
                int length = 0;
                bool isNull = true;
                for (int next = bytes.Peek(); SqlTokens.IsWord(next) || next is '-' or '+' or '.'; next = bytes.Peek())
                {
                    isNull = isNull && length < 4 && "NULL"[length] == char.ToUpperInvariant((char)next);
                    length++;
                    Add(bytes.Next(), table);
                }

                if (length == 0) throw bytes.Peek() == DumpBytes.End ? sql.Cut() : sql.Wrong($"here is `{(char)bytes.Peek()}` where a value of `{table}` begins");
                return isNull && length == 4;
        }
    }

    private void ReadString(string table)
    {
        bytes.Next();
        while (true)
        {
            int next = bytes.Next();
            switch (next)
            {
                case DumpBytes.End:
                    throw sql.Cut();
                case '\\':
                    Add(Unescaped(bytes.Next()), table);
                    break;
                case '\'' when bytes.Peek() == '\'':
                    Add(bytes.Next(), table);
                    break;
                case '\'':
                    return;
                default:
                    Add(next, table);
                    break;
            }
        }
    }

    private int Unescaped(int letter) => letter switch
    {
        DumpBytes.End => throw sql.Cut(),
        '0' => 0,
        'b' => '\b',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'Z' => 26,
        _ => letter,
    };

    private void Add(int value, string table)
    {
        if (!row.Add(value)) throw sql.Wrong($"a row of `{table}` is longer than {DumpRow.MaxLength} bytes");
    }
}
