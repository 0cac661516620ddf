using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Input;

namespace GrifErrata.Xml;

/// <summary>Attributes of the element that just started.</summary>
internal sealed partial class XmlTokenizer
{
    // Beyond this many, duplicates are looked for with a set: the work must not grow with the square.
    private const int FewAttributes = 16;

    private byte[] _value = [];

    /// <summary>How many attributes the element that just started has, namespace declarations included.</summary>
    public int AttributeCount => _attributeCount;

    /// <summary>Name of an attribute, as written with its prefix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> AttributeName(int index) =>
        _buffer.AsSpan(_attributes[index].Name, _attributes[index].NameLength);

    /// <summary>Value of an attribute, with references resolved and blanks made spaces (XML 1.0, section 3.3.3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> AttributeValue(int index)
    {
        XmlAttribute attribute = _attributes[index];
        ReadOnlySpan<byte> raw = _buffer.AsSpan(attribute.Value, attribute.ValueLength);
        return attribute.IsPlain ? raw : Decode(raw);
    }

    /// <summary>Where an attribute's value begins.</summary>
    public Diagnostics.SourceLocation AttributeLocation(int index) => LocationAt(_attributes[index].Value);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> raw)
    {
        // No reference is shorter than what it stands for; a control byte becomes the three of U+FFFD.
        if (_value.Length < raw.Length * 3) _value = new byte[raw.Length * 3];
        int length = 0;
        for (int i = 0; i < raw.Length;)
        {
            byte b = raw[i];
            if (b == (byte)'&')
            {
                TryReadReference(raw, ref i, out Rune rune);
                length += rune.EncodeToUtf8(_value.AsSpan(length));
                continue;
            }

            i++;
            if ((XmlCharacters.Kinds[b] & XmlCharacters.Control) != 0)
            {
                Replacement.CopyTo(_value.AsSpan(length));
                length += Replacement.Length;
            }
            else
            {
                if (b == (byte)'\r' && i < raw.Length && raw[i] == (byte)'\n') i++;
                _value[length++] = b is (byte)'\r' or (byte)'\n' or (byte)'\t' ? (byte)' ' : b;
            }
        }

        return _value.AsSpan(0, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckDuplicates()
    {
        if (_attributeCount > FewAttributes)
        {
            HashSet<string> names = new(StringComparer.Ordinal);
            for (int i = 0; i < _attributeCount; i++)
            {
                if (!names.Add(Encoding.UTF8.GetString(AttributeName(i)))) throw Duplicate(i);
            }

            return;
        }

        for (int i = 1; i < _attributeCount; i++)
        {
            ReadOnlySpan<byte> name = AttributeName(i);
            for (int j = 0; j < i; j++)
            {
                if (_attributes[j].NameLength == name.Length && AttributeName(j).SequenceEqual(name)) throw Duplicate(i);
            }
        }
    }

    private InputException Duplicate(int index) => Fail(
        XmlDiagnostics.DuplicateAttribute, _attributes[index].Name,
        $"The attribute '{Printable(Shorten(AttributeName(index)))}' occurs twice in one element. Ask the publisher which value holds.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CheckNamespaces()
    {
        for (int i = 0; i < _attributeCount; i++)
        {
            ReadOnlySpan<byte> name = AttributeName(i);
            bool isDefault = name.SequenceEqual("xmlns"u8);
            if (!isDefault && !name.StartsWith("xmlns:"u8)) continue;
            ReadOnlySpan<byte> prefix = isDefault ? [] : name[6..];
            if (!_namespaces.TryDeclare(prefix, AttributeValue(i), Depth))
            {
                throw Fail(
                    XmlDiagnostics.Namespace, _attributes[i].Name,
                    $"'{Printable(Shorten(name))}' gives a prefix or a namespace a meaning that it cannot have. Ask the publisher to repair the file.");
            }
        }

        HashSet<string>? expanded = null;
        for (int i = 0; i < _attributeCount; i++)
        {
            int colon = _attributes[i].Colon;
            if (colon < 0) continue;
            ReadOnlySpan<byte> name = AttributeName(i);
            if (name.StartsWith("xmlns:"u8)) continue;
            string? uri = _namespaces.Find(name[..colon]);
            if (uri is null) throw Undeclared(_attributes[i].Name, name[..colon]);
            if (name.SequenceEqual("xml:space"u8) && !IsSpaceWord(AttributeValue(i)))
                throw Syntax(_attributes[i].Value, "xml:space is neither 'default' nor 'preserve'.");
            expanded ??= new HashSet<string>(StringComparer.Ordinal);
            if (!expanded.Add($"{Encoding.UTF8.GetString(name[(colon + 1)..])} {uri}")) throw Duplicate(i);
        }
    }

    // XmlReader trims what it compares.
    private static bool IsSpaceWord(ReadOnlySpan<byte> value) =>
        value.Trim(" "u8).SequenceEqual("default"u8) || value.Trim(" "u8).SequenceEqual("preserve"u8);

    private InputException Undeclared(int position, ReadOnlySpan<byte> prefix) => Fail(
        XmlDiagnostics.Namespace, position,
        $"The namespace prefix '{Printable(Shorten(prefix))}' is not declared. Ask the publisher to repair the file.");
}
