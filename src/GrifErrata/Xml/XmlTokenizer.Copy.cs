using GrifErrata.Diagnostics;

namespace GrifErrata.Xml;

/// <summary>Copies of the document's own bytes, for those who pass on elements unchanged.</summary>
internal sealed partial class XmlTokenizer
{
    private XmlCopy? _copy;
    private int _copyFrom = -1;

    /// <summary>Starts to copy the bytes from the current token on, that token included.</summary>
    /// <param name="to">Takes the bytes, as UTF-8.</param>
    public void StartCopy(XmlCopy to) => (_copy, _copyFrom) = (to, _tokenStart);

    /// <summary>Goes on copying with what follows the current token.</summary>
    public void ResumeCopy() => _copyFrom = _pos;

    /// <summary>Copies what is before the current token and stops.</summary>
    public void StopCopyBeforeToken() => StopCopy(_tokenStart);

    /// <summary>Copies up to the end of the current token and stops. After an element was read to its end that is the end of its end tag.</summary>
    public void StopCopy() => StopCopy(_pos);

    private void StopCopy(int end)
    {
        AddToCopy(end);
        _copyFrom = -1;
    }

    // The buffer is about to lose what is before a position.
    private void MoveCopy(int keepFrom)
    {
        if (_copyFrom < 0) return;
        if (keepFrom > _copyFrom) AddToCopy(keepFrom);
        _copyFrom = Math.Max(0, _copyFrom - keepFrom);
    }

    private void AddToCopy(int end)
    {
        if (!_copy!.TryAdd(_buffer.AsSpan(_copyFrom, end - _copyFrom)))
        {
            throw Fail(XmlDiagnostics.TooLong, _tokenStart,
                $"The element has more than {_copy.MaxBytes} bytes, which no feed has. Check where the file comes from.");
        }

        _copyFrom = end;
    }
}
