using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Json;

/// <summary>
/// Walks over JSON values of a stream, forward only and in bounded memory: Utf8JsonReader with what it does not do, lines and columns,
/// keys that occur twice, texts that are no Unicode, and texts that are longer than memory should hold.
/// </summary>
/// <remarks>Every error ends the reading with an <see cref="InputException"/>.</remarks>
internal ref struct JsonCursor
{
    /// <summary>Deepest nesting that is read; advisories nest about 15 deep.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, MaxDepth = MaxDepth };

    private readonly JsonBuffer _buffer;
    private readonly JsonKeys _keys;
    private Utf8JsonReader _reader;
    private bool _isCut;
    private bool _isUtf8;

    public JsonCursor(JsonBuffer buffer)
    {
        _buffer = buffer;
        _keys = buffer.Keys;
        buffer.Fill();
        _isUtf8 = buffer.IsWholeUtf8;
        _reader = new Utf8JsonReader(buffer.Unread, buffer.IsLast, new JsonReaderState(Options));
    }

    /// <summary>The kind of the current token.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>Where the current token begins.</summary>
    public readonly SourceLocation Location => _buffer.Locate((int)_reader.TokenStartIndex);

    /// <summary>The next token; false at the end. Lines of JSON, one value a line, are one value after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        _isCut = false;
        try
        {
            if (!_reader.Read() && !ReadOn()) return false;
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }

        Check();
        return true;
    }

    /// <summary>The next key of the object whose beginning, or whose last value, is the current token; false at the object's end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextMember() => Read() && _reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>The first token of the next value of an array; false at its end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool NextElement() => Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Whether the current key is this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool NameIs(ReadOnlySpan<byte> name) => _reader.ValueTextEquals(name);

    /// <summary>The text of the value; empty for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string Text()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.Null) return string.Empty;
        if (_reader.TokenType != JsonTokenType.String) throw Wrong("a text");
        if (_isCut) throw Fail(JsonDiagnostics.TooLong, "A text that is needed is longer than 1 MiB, which no feed has. Ask the publisher to correct it.");
        return _reader.GetString()!;
    }

    /// <summary>As <see cref="Text"/>, but its UTF-8 bytes, which are good until the next token is read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Utf8Text()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.String && !_reader.ValueIsEscaped && !_isCut) return _reader.ValueSpan;
        return Encoding.UTF8.GetBytes(Text());
    }

    /// <summary>The text of the value if it is one; else the value is passed over and the result is empty.</summary>
    public string TextIfAny()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.String && !_isCut) return _reader.GetString()!;
        Skip();
        return string.Empty;
    }

    /// <summary>Enters the value, an object; false for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool BeginObject()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.Null) return false;
        return _reader.TokenType == JsonTokenType.StartObject ? true : throw Wrong("an object");
    }

    /// <summary>Enters the value, an array; false for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool BeginArray()
    {
        ToValue();
        if (_reader.TokenType == JsonTokenType.Null) return false;
        return _reader.TokenType == JsonTokenType.StartArray ? true : throw Wrong("an array");
    }

    /// <summary>Goes to the value of the current key; its kind.</summary>
    public JsonTokenType Next()
    {
        ToValue();
        return _reader.TokenType;
    }

    /// <summary>Passes over the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Skip()
    {
        ToValue();
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray)) return;
        int depth = _reader.CurrentDepth;
        try
        {
            do
            {
                _isCut = false;
                if (!_reader.Read() && !ReadOn()) return;
                Check();
            }
            while (_reader.CurrentDepth > depth);
        }
        catch (JsonException e)
        {
            throw Malformed(e);
        }
    }

    // Only when there is no whole token left in memory.
    private bool ReadOn()
    {
        do
        {
            if (_buffer.IsLast) return false;
            JsonReaderState state = _reader.CurrentState;
            _buffer.Advance((int)_reader.BytesConsumed);
            _buffer.Fill();
            _isCut = _buffer.BeginsWithCutText;
            _isUtf8 = _buffer.IsWholeUtf8;
            _reader = new Utf8JsonReader(_buffer.Unread, _buffer.IsLast, state);
        }
        while (!_reader.Read());

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Check()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                CheckUnicode();
                CheckKey();
                break;
            case JsonTokenType.String:
                CheckUnicode();
                break;
            case JsonTokenType.StartObject:
                _keys.Open();
                break;
            case JsonTokenType.EndObject:
                _keys.Close();
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ToValue()
    {
        if (_reader.TokenType == JsonTokenType.PropertyName) Read();
    }

    // Utf8JsonReader looks at bytes and escapes only when a text is asked for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CheckUnicode()
    {
        if (_isUtf8 && !_reader.ValueIsEscaped) return;
        ReadOnlySpan<byte> text = _reader.ValueSpan;
        if (!Utf8.IsValid(text))
            throw Fail(JsonDiagnostics.NotUnicode, "The text has bytes that are no UTF-8. Ask the publisher to correct it.");
        if (!_reader.ValueIsEscaped || (text.IndexOf("\\uD"u8) < 0 && text.IndexOf("\\ud"u8) < 0)) return;
        byte[] copy = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            _reader.CopyString(copy);
        }
        catch (InvalidOperationException)
        {
            throw Fail(JsonDiagnostics.NotUnicode, "The text has half of a surrogate pair, which is no character. Ask the publisher to correct it.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CheckKey()
    {
        if (!_reader.ValueIsEscaped)
        {
            if (!_keys.Add(_reader.ValueSpan)) throw Duplicate();
            return;
        }

        if (!_keys.Add(Encoding.UTF8.GetBytes(_reader.GetString()!))) throw Duplicate();
    }

    private readonly InputException Duplicate() => Fail(
        JsonDiagnostics.DuplicateKey,
        $"The key {Rpm.UntrustedText.Quote(_reader.GetString()!)} occurs twice in one object, so it is not clear which one is meant. Ask the publisher to correct it.");

    private readonly InputException Wrong(string wanted) => Fail(
        JsonDiagnostics.WrongType,
        $"Here should be {wanted}, but it is {Word(_reader.TokenType)}. Check that it is the right file, and ask the publisher to correct it.");

    private static string Word(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "something else",
    };

    private readonly InputException Fail(DiagnosticDescriptor descriptor, string message) => new(descriptor.At(Location, message));

    private readonly InputException Malformed(JsonException e)
    {
        SourceLocation location = _buffer.Locate(e.LineNumber ?? 0, e.BytePositionInLine ?? 0);
        if (e.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return new InputException(JsonDiagnostics.TooDeep.At(
                location, $"The JSON is nested more than {MaxDepth} deep, which no feed is. Check that it is the right file."));
        }

        return new InputException(JsonDiagnostics.Syntax.At(
            location, "The JSON is not well-formed here, or ends too early. Fetch the file again; if it is the same, ask the publisher to correct it."));
    }
}
