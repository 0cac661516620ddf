using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GrifErrata.Diagnostics;

namespace GrifErrata.Compilation;

/// <summary>Reads what panlint prints: an empty line, <c>FILE:LINE: MESSAGE, MESSAGE</c>, the line itself, and marks below it.</summary>
internal static partial class PanlintOutput
{
    /// <summary>All messages in it, in its order: place and words. The words of a line are sorted: panlint's order changes with each run.</summary>
    public static ImmutableArray<(SourceLocation Place, string Message)> Parse(string output)
    {
        ImmutableArray<(SourceLocation, string)>.Builder messages = ImmutableArray.CreateBuilder<(SourceLocation, string)>();
        bool afterEmpty = true;
        foreach (string line in output.Split('\n'))
        {
            if (afterEmpty && Header().Match(line) is { Success: true } header && int.TryParse(header.Groups["line"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                string[] words = header.Groups["message"].Value.Split(", ");
                messages.Add((new(header.Groups["file"].Value, number), string.Join(", ", words.Order(StringComparer.Ordinal))));
            }

            afterEmpty = line.Length == 0;
        }

        return messages.ToImmutable();
    }

    [GeneratedRegex(@"^(?<file>.+\.pan):(?<line>[0-9]+): (?<message>.+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();
}
