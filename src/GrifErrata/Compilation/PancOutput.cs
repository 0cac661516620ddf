using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>
/// Reads what panc prints: <c>evaluation error [FILE:LINE.COLUMN-LINE.COLUMN]</c>, the message in the next lines, then the calls between
/// <c>&gt;&gt;&gt; call stack trace</c> and <c>&gt;&gt;&gt; ====</c> (pan, classes SyntaxException, EvaluationException, ValidationException and Context).
/// </summary>
internal static partial class PancOutput
{
    private const string Cause = "caused by: ";

    // panc lists every token that it would have taken, and every type up to the root.
    private static readonly string[] Rest = [">>>", "Was expecting", "type: ", "path '"];

    /// <summary>All errors in it, in its order, none twice; empty if it has none or is no output of panc.</summary>
    public static ImmutableArray<PancError> Parse(string output)
    {
        ImmutableArray<PancError>.Builder errors = ImmutableArray.CreateBuilder<PancError>();
        HashSet<(SourceLocation, string)> seen = [];
        string? kind = null;
        List<SourceLocation> places = [];
        List<string> message = [];
        bool inMessage = false;
        foreach (string line in output.Split('\n'))
        {
            if (line.StartsWith(Cause, StringComparison.Ordinal) && Header().Match(line[Cause.Length..]) is { Success: true } cause)
            {
                // What a type's own test said. It is not where the wrong value comes from.
                if (Place(cause) is { File.Length: > 0 } place) places.Add(place);
                inMessage = true;
            }
            else if (Header().Match(line) is { Success: true } header)
            {
                // A syntax error in an included template is a message of its own inside the error of who included it.
                if (message.Count > 0) End();
                kind = header.Groups["kind"].Value;
                if (Place(header) is { File.Length: > 0 } place) places.Insert(0, place);
                inMessage = true;
            }
            else if (kind is not null && Frame().Match(line) is { Success: true } frame)
            {
                inMessage = false;
                if (Place(frame) is { File.Length: > 0 } place && !places.Contains(place)) places.Add(place);
            }
            else if (Rest.Any(r => line.StartsWith(r, StringComparison.Ordinal)))
            {
                inMessage = false;
            }
            else if (inMessage && line.Trim() is { Length: > 0 } text)
            {
                message.Add(text);
            }
        }

        End();
        return errors.ToImmutable();

        void End()
        {
            string text = string.Join("; ", message);
            if (kind is not null && seen.Add((places.FirstOrDefault(), text))) errors.Add(new(kind, [.. places], text));
            kind = null;
            places.Clear();
            message.Clear();
        }
    }

    private static SourceLocation Place(Match match)
    {
        string file = match.Groups["file"].Value;
        return file == "?" ? SourceLocation.None : new(file, Number(match.Groups["line"]), Number(match.Groups["column"]));
    }

    private static int Number(Group group) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;

    [GeneratedRegex(@"^(?<kind>parse|syntax|evaluation|validation) error \[(?<file>.+?)(:((?<line>[0-9]+)\.(?<column>[0-9]+)-[0-9]+\.[0-9]+|\?))?\]$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(@"^>>> \[(?<file>.+?)(:((?<line>[0-9]+)\.(?<column>[0-9]+)-[0-9]+\.[0-9]+|\?))?\]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Frame();
}
