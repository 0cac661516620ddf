using System.Buffers;

namespace GrifErrata.Advisories.Mails;

/// <summary>One mail as it lies in a file.</summary>
/// <param name="Bytes">Its bytes, without the line that parts it from the mail before.</param>
/// <param name="Line">The line in the file at which it begins, from 1.</param>
/// <param name="IsTooLarge">It has more bytes than allowed; those are not kept.</param>
internal readonly record struct MailBytes(byte[] Bytes, int Line, bool IsTooLarge);

/// <summary>
/// Parts an mbox into its mails: each begins with a line <c>From </c> at the file's beginning or after an empty line. A file that does
/// not begin so is one mail. In memory there is one mail at a time.
/// </summary>
internal sealed class MailLines(Stream content, int mostBytes)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> _mail = new();
    private readonly ArrayBufferWriter<byte> _line = new();
    private int _start;
    private int _end;

    /// <summary>The mails in the file's order.</summary>
    public IEnumerable<MailBytes> Mails()
    {
        int line = 0, first = 1;
        bool isMbox = false, afterEmpty = true, tooLarge = false, any = false;
        while (ReadLine())
        {
            line++;
            bool parts = afterEmpty && _line.WrittenSpan.StartsWith("From "u8);
            afterEmpty = _line.WrittenSpan is [(byte)'\n'] or [(byte)'\r', (byte)'\n'];
            if (parts && (isMbox || !any))
            {
                if (any) yield return Take(first, tooLarge);
                (isMbox, any, tooLarge, first) = (true, true, false, line + 1);
                continue;
            }

            any = true;
            tooLarge |= _mail.WrittenCount + _line.WrittenCount > mostBytes;
            if (tooLarge) _mail.ResetWrittenCount();
            else _mail.Write(_line.WrittenSpan);
        }

        if (any) yield return Take(first, tooLarge);
    }

    private MailBytes Take(int first, bool tooLarge)
    {
        MailBytes mail = new(_mail.WrittenSpan.ToArray(), first, tooLarge);
        _mail.ResetWrittenCount();
        return mail;
    }

    // A line that is longer than a mail may be comes in pieces, which are too large either way.
    private bool ReadLine()
    {
        _line.ResetWrittenCount();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = content.Read(_buffer, 0, _buffer.Length);
                if (_end == 0) return _line.WrittenCount > 0;
            }

            ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
            int newline = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> piece = newline < 0 ? rest : rest[..(newline + 1)];
            _line.Write(piece);
            _start += piece.Length;
            if (newline >= 0 || _line.WrittenCount > mostBytes) return true;
        }
    }
}
