using System.Buffers;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>
/// A strict, forward-only reader of XML 1.0 with namespaces for untrusted feeds. It works on UTF-8 bytes in one pooled buffer, accepts
/// nothing that XmlReader refuses except raw control bytes, and has bounds where XmlReader has none.
/// </summary>
/// <remarks>
/// Spans that it returns are valid until the next call. Errors end the reading with an <see cref="InputException"/>; the readers turn
/// it into its diagnostic.
/// </remarks>
internal sealed partial class XmlTokenizer : IDisposable
{
    private readonly XmlLimits _limits;
    private readonly DiagnosticBag _diagnostics;
    private readonly XmlNamespaces _namespaces = new();
    private readonly int[] _nameEnds;
    private byte[] _names = new byte[1024];
    private bool _isEmpty;
    private bool _inCdata;
    private bool _rootSeen;
    private int _textStart;
    private int _textLength;
    private byte[] _textSource;

    /// <summary>Starts to read a document.</summary>
    /// <param name="stream">Decompressed content; it stays open.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="diagnostics">Takes warnings.</param>
    public XmlTokenizer(Stream stream, string file, XmlLimits limits, DiagnosticBag diagnostics)
    {
        _file = file;
        _limits = limits;
        _diagnostics = diagnostics;
        _nameEnds = new int[limits.MaxDepth + 1];
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        _textSource = _buffer;
        _stream = stream;
        Begin();
    }

    /// <summary>Open elements, the current one included at its start and not at its end.</summary>
    public int Depth { get; private set; }

    /// <summary>Name of the element that just started, as written with its prefix.</summary>
    public ReadOnlySpan<byte> Name
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int start = _nameEnds[Depth - 1];
            return _names.AsSpan(start, _nameEnds[Depth] - start);
        }
    }

    /// <summary>The piece of text that was just read.</summary>
    public ReadOnlySpan<byte> Text => _textSource.AsSpan(_textStart, _textLength);

    /// <summary>Whether the element that just started has this name.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool NameIs(ReadOnlySpan<byte> name) => Name.SequenceEqual(name);

    /// <summary>Reads the next token.</summary>
    public XmlToken Read() => Next(textWanted: true);

    /// <summary>
    /// Goes to the next child of the element at <paramref name="depth"/>, skipping text. What the caller does with a child must read
    /// it to its end (<see cref="Skip"/>, <see cref="ReadText"/>, a loop of its own).
    /// </summary>
    /// <returns>False at the end of the element.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextChild(int depth)
    {
        while (true)
        {
            XmlToken token = Next(textWanted: false);
            if (token == XmlToken.StartElement) return true;
            if (Depth < depth || token == XmlToken.End) return false;
        }
    }

    /// <summary>Reads the current element to its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Skip()
    {
        int outer = Depth - 1;
        while (Depth > outer) Next(textWanted: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _end = _pos = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private XmlToken Next(bool textWanted)
    {
        if (_isEmpty)
        {
            _isEmpty = false;
            return CloseElement();
        }

        while (true)
        {
            if (_pos == _end && !Refill(_pos, 1)) return EndOfDocument();
            _tokenStart = _pos;
            if (_inCdata)
            {
                if (ScanCdata() && textWanted) return XmlToken.Text;
                continue;
            }

            if (_buffer[_pos] != (byte)'<')
            {
                if (Depth == 0) SkipOutside();
                else if (ScanText() && textWanted) return XmlToken.Text;
                continue;
            }

            if (_end - _pos < 2 && !Refill(_pos, 2)) throw Unclosed();
            switch (_buffer[_pos + 1])
            {
                case (byte)'/':
                    ReadEndTag();
                    return CloseElement();
                case (byte)'!':
                    ReadDeclaration();
                    break;
                case (byte)'?':
                    SkipInstruction();
                    break;
                default:
                    ReadStartTag();
                    return XmlToken.StartElement;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private XmlToken CloseElement()
    {
        _namespaces.Leave(Depth);
        Depth--;
        return XmlToken.EndElement;
    }

    private XmlToken EndOfDocument()
    {
        if (Depth > 0 || _inCdata) throw Unclosed();
        if (!_rootSeen) throw Fail(XmlDiagnostics.Unclosed, _pos, "The document has no root element. Fetch the file again.");
        ReportControlBytes();
        return XmlToken.End;
    }

    // Blanks are all that may stand outside the root besides comments and instructions.
    private void SkipOutside()
    {
        while (_pos < _end && (XmlCharacters.Kinds[_buffer[_pos]] & XmlCharacters.Blank) != 0) _pos++;
        if (_pos == _end || _buffer[_pos] == (byte)'<') return;
        string where = _rootSeen ? "after" : "before";
        throw Fail(
            XmlDiagnostics.OutsideRoot, _pos,
            $"There is text {where} the root element, so this is not one whole XML document. Remove it, or fetch the file again.");
    }
}
