using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrifErrata.Modules;

/// <summary>
/// Reads modules.yaml: many documents, of which <c>modulemd</c> version 2 and <c>modulemd-defaults</c> count. It is read event by event;
/// besides what is returned no more than one document's texts are in memory.
/// </summary>
public sealed class ModulesReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Most decompressed bytes of a modules.yaml; Fedora's have below 20 MB.</summary>
    public const long MaxDocumentBytes = 256L << 20;

    /// <summary>Deepest nesting of mappings and lists.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Reads the documents.</summary>
    /// <param name="content">Decompressed content, UTF-8.</param>
    /// <param name="file">The file's name for locations.</param>
    /// <param name="diagnostics">Takes GE1355, GE1356, GE2355, GE2356; after an error the result must not be used for output.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was read; nothing where the YAML cannot be trusted to its end.</returns>
    public ModuleMetadata Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        using StreamReader text = new(content, StrictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 16 * 1024, leaveOpen: true);
        Parser parser = new(text);
        DiagnosticBag own = [];
        try
        {
            ModuleDocuments documents = new(new BoundedEvents(parser, file, MaxDepth), own);
            ModuleMetadata metadata = documents.Read(cancellationToken);
            diagnostics.AddRange(own);
            return metadata;
        }
        catch (InputException e)
        {
            diagnostics.Add(e.Diagnostic);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(ModuleDiagnostics.Syntax, At(parser, file), "Bytes behind this place are not UTF-8. Fetch the file again, or make it again.");
        }
        catch (YamlException e)
        {
            string message = (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ").TrimEnd('.');
            diagnostics.Add(ModuleDiagnostics.Syntax, new(file, (int)e.Start.Line, (int)e.Start.Column), $"The file is not valid YAML: {message}. Fetch it again, or make it again.");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet throws these without a place for some broken input.
            diagnostics.Add(ModuleDiagnostics.Syntax, At(parser, file), "The file is not valid YAML here or in the next lines. Fetch it again, or make it again.");
        }

        return ModuleMetadata.Empty;
    }

    private static SourceLocation At(Parser parser, string file) =>
        parser.Current is { } current ? new(file, (int)current.End.Line, (int)current.End.Column) : new(file, 1, 1);
}
