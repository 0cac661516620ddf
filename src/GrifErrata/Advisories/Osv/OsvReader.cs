using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Json;

namespace GrifErrata.Advisories.Osv;

/// <summary>
/// Reads records of OSV (ossf.github.io/osv-schema) as AlmaLinux, Rocky and Red Hat publish them: one, an array of them, or one a line.
/// </summary>
public sealed class OsvReader : IAdvisoryReader
{
    internal const string Name = "OSV";

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>Most references of one record that are kept; the others are counted in a warning.</summary>
    public int MaxReferences { get; init; } = 10_000;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        IReadOnlyList<string> keys = JsonHead.KeysOf(head, Csaf.CsafReader.IsOwnKey);
        return !keys.Any(Csaf.CsafReader.IsOwnKey)
            && (keys.Any(k => k is "affected" or "schema_version" or "modified") || (keys.Contains("id") && keys.Any(k => k is "summary" or "details" or "published")));
    }

    /// <inheritdoc/>
    /// <returns>The records in the file's order; none when the JSON cannot be trusted to its end.</returns>
    public IReadOnlyList<Advisory> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        try
        {
            using JsonBuffer buffer = new(content, file);
            JsonCursor json = new(buffer);
            OsvRecord record = new(MaxReferences, diagnostics);
            List<Advisory> advisories = [];
            while (json.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (json.Kind != System.Text.Json.JsonTokenType.StartArray)
                {
                    if (record.Read(ref json) is { } advisory) advisories.Add(advisory);
                    continue;
                }

                while (json.NextElement())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (record.Read(ref json) is { } advisory) advisories.Add(advisory);
                }
            }

            return advisories;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
    }
}
