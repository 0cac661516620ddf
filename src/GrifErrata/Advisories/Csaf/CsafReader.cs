using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Json;

namespace GrifErrata.Advisories.Csaf;

/// <summary>
/// Reads CSAF 2.0 (docs.oasis-open.org/csaf), advisories and VEX: whatever the category says, a document is the advisory that its tracking
/// id names, and what its vulnerabilities list as <c>fixed</c> are its packages.
/// </summary>
public sealed class CsafReader : IAdvisoryReader
{
    internal const string Name = "CSAF";

    /// <inheritdoc/>
    public string Format => Name;

    /// <summary>Most references of one document that are kept; the others are counted in a warning.</summary>
    public int MaxReferences { get; init; } = 10_000;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        JsonHead.KeysOf(head, IsOwnKey).Any(IsOwnKey);

    internal static bool IsOwnKey(string key) => key is "document" or "product_tree" or "vulnerabilities";

    /// <inheritdoc/>
    /// <returns>The advisory of the document, or of each where they stand one a line; none when the JSON cannot be trusted to its end.</returns>
    public IReadOnlyList<Advisory> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        CsafProducts products = CsafProducts.Take();
        try
        {
            using JsonBuffer buffer = new(content, file);
            JsonCursor json = new(buffer);
            List<Advisory> advisories = [];
            while (json.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                CsafDocument document = new(MaxReferences, products, diagnostics);
                if (document.Read(ref json) is { } advisory) advisories.Add(advisory);
                products.Clear();
            }

            return advisories;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
            return [];
        }
        finally
        {
            products.GiveBack();
        }
    }
}
