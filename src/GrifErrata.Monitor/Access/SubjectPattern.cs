using System.Collections.Immutable;
using System.IO.Enumeration;

namespace GrifErrata.Monitor.Access;

/// <summary>
/// Subjects of certificates: <c>CN=*.lal.example.org,O=GRIF,C=FR</c>. Every part must be there, in this order; <c>*</c> in a value is any
/// characters, and a last part <c>*</c> is any further parts.
/// </summary>
public sealed record SubjectPattern
{
    private readonly ImmutableArray<NamePart> _parts;
    private readonly bool _hasRest;

    private SubjectPattern(string text, ImmutableArray<NamePart> parts, bool hasRest) => (Text, _parts, _hasRest) = (text, parts, hasRest);

    /// <summary>As it is written.</summary>
    public string Text { get; }

    /// <summary>Reads one; null where it is not right.</summary>
    public static SubjectPattern? Parse(string text)
    {
        string trimmed = text.TrimEnd();
        bool hasRest = trimmed.EndsWith(",*", StringComparison.Ordinal);
        return DistinguishedName.Parse(hasRest ? trimmed[..^2] : trimmed) is { } name ? new(text, name.Parts, hasRest) : null;
    }

    /// <summary>Whether a subject is one of these. Upper and lower case of values do not matter, as in RFC 5280, 7.1.</summary>
    public bool Matches(DistinguishedName subject)
    {
        if (subject.Parts.Length < _parts.Length || (subject.Parts.Length > _parts.Length && !_hasRest)) return false;
        for (int i = 0; i < _parts.Length; i++)
        {
            if (subject.Parts[i].Type != _parts[i].Type || !FileSystemName.MatchesSimpleExpression(Escaped(_parts[i].Value), subject.Parts[i].Value)) return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public bool Equals(SubjectPattern? other) => Text == other?.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    // In that expression `?` is any one character and a backslash an escape; here both are themselves.
    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal);
}
