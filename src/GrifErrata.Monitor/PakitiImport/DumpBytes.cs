using System.Globalization;

namespace GrifErrata.Monitor.PakitiImport;

/// <summary>The bytes of a dump one by one, counted.</summary>
internal sealed class DumpBytes(Stream stream)
{
    /// <summary>What <see cref="Peek"/> gives at the end.</summary>
    public const int End = -1;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _length;
    private int _at;
    private long _before;
    private long _line = 1;

    /// <summary>The next byte, or <see cref="End"/>.</summary>
    public int Peek()
    {
        if (_at < _length) return _buffer[_at];
        _before += _length;
        _at = 0;
        try
        {
            _length = stream.Read(_buffer);
        }
        catch (InvalidDataException e)
        {
            _length = 0;
            throw new PakitiDumpException($"{Place}: the file is damaged ({e.Message.TrimEnd('.')}). Copy or dump it again.", e);
        }

        return _length == 0 ? End : _buffer[0];
    }

    /// <summary>Takes the next byte; the end stays the end.</summary>
    public int Next()
    {
        int next = Peek();
        if (next == End) return End;
        _at++;
        if (next == '\n') _line++;
        return next;
    }

    /// <summary>Where it is, for messages: line and byte from 1, of the text that was compressed.</summary>
    public string Place => string.Create(CultureInfo.InvariantCulture, $"line {_line}, byte {_before + _at + 1}");

    /// <summary>Takes bytes up to and with a sequence of two.</summary>
    public void SkipPast(byte first, byte second)
    {
        int last = 0;
        for (int next = Next(); next != End; next = Next())
        {
            if (last == first && next == second) return;
            last = next;
        }
    }

    /// <summary>Takes the rest of a line.</summary>
    public void SkipLine()
    {
        for (int next = Next(); next is not End and not '\n'; next = Next())
        {
        }
    }
}
