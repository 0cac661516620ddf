using System.Text;

namespace GrifErrata.Monitor.Reports;

/// <summary>The fields of a form, each at most once, their values decoded.</summary>
internal sealed class Form
{
    private readonly List<(string Name, ReadOnlyMemory<byte> Value)> _fields = [];

    /// <summary>A field's bytes, or null.</summary>
    public ReadOnlyMemory<byte>? Find(string name)
    {
        foreach ((string found, ReadOnlyMemory<byte> value) in _fields)
        {
            if (found == name) return value;
        }

        return null;
    }

    /// <summary>Adds a field; or 400 for one that is there, for too many and for values that are no text.</summary>
    public Refusal? Add(ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        if (_fields.Count == ReportLimits.Fields || name.Length is 0 or > ReportLimits.Line)
        {
            return new(400, "The form has too many fields, or one without a name. Send those of Pakiti's client only.");
        }

        // An encoded NUL is one only after decoding.
        if (ReportBytes.Check(value.Span) is { } refusal) return refusal;
        string text = Encoding.UTF8.GetString(name);
        if (Find(text) is not null) return new(400, $"The form has the field {PrintableText.Quote(text)} twice. Send it once.");
        _fields.Add((text, value));
        return null;
    }
}
