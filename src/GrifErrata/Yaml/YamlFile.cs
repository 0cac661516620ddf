using System.Text;
using GrifErrata.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrifErrata.Yaml;

/// <summary>Reads one YAML file that a maintainer wrote: one document, plain mappings, lists and texts, nothing else.</summary>
public static class YamlFile
{
    /// <summary>Largest file that is read, in bytes; what people write by hand is far below.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>Deepest nesting of mappings and lists.</summary>
    public const int MaxDepth = 16;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parses a file's bytes.</summary>
    /// <param name="content">The whole file.</param>
    /// <param name="file">Name for locations.</param>
    /// <param name="diagnostics">Takes what is wrong, with line and column.</param>
    /// <returns>The top mapping, or null after an error. An empty file is an empty mapping.</returns>
    public static YamlMap? Parse(ReadOnlySpan<byte> content, string file, DiagnosticBag diagnostics)
    {
        if (content.StartsWith(Encoding.UTF8.Preamble))
        {
            diagnostics.Add(YamlDiagnostics.ByteOrderMark, new(file, 1, 1),
                "The file starts with a byte-order mark. Save it as UTF-8 without one (\"UTF-8\", not \"UTF-8 with BOM\").");
            return null;
        }

        if (content.Length > MaxLength)
        {
            diagnostics.Add(YamlDiagnostics.Syntax, new(file), $"The file has {content.Length} bytes; at most {MaxLength} are read.");
            return null;
        }

        string text;
        try
        {
            text = StrictUtf8.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            ReadOnlySpan<byte> before = content[..Math.Clamp(e.Index, 0, content.Length)];
            SourceLocation location = new(file, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'));
            diagnostics.Add(YamlDiagnostics.Syntax, location, "This byte is not UTF-8. Save the file as UTF-8.");
            return null;
        }

        return TabsAreAbsent(text, file, diagnostics) ? ParseText(text, file, diagnostics) : null;
    }

    private static bool TabsAreAbsent(string text, string file, DiagnosticBag diagnostics)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            int content = line.IndexOfAnyExcept(' ');
            if (content < 0 || line[content] != '\t') continue;
            diagnostics.Add(YamlDiagnostics.Tab, new(file, number, content + 1),
                "The line is indented with a tab. YAML is indented with blanks; replace the tab.");
            return false;
        }

        return true;
    }

    private static YamlMap? ParseText(string text, string file, DiagnosticBag diagnostics)
    {
        Parser parser = new(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _)) return new YamlMap(new(file, 1, 1), YamlMap.NoEntries, diagnostics);
            parser.Consume<DocumentStart>();
            YamlValue? value = YamlTree.Read(parser, file, diagnostics, depth: 0);
            if (value is null) return null;
            parser.Consume<DocumentEnd>();
            if (!parser.Accept<StreamEnd>(out _))
            {
                diagnostics.Add(YamlDiagnostics.Syntax, YamlTree.At(file, parser.Current!.Start),
                    "A second document starts here. Write one document a file and no line `---` inside it.");
                return null;
            }

            switch (value)
            {
                case YamlMap map: return map;
                case YamlText { Text.Length: 0 }: return new YamlMap(value.Location, YamlMap.NoEntries, diagnostics);
                default:
                    diagnostics.Add(YamlDiagnostics.WrongType, value.Location, "The file must be a mapping: lines of `key: value`.");
                    return null;
            }
        }
        catch (YamlException e)
        {
            string message = e.InnerException?.Message ?? e.Message;
            diagnostics.Add(YamlDiagnostics.Syntax, YamlTree.At(file, e.Start), $"The file is not valid YAML: {message.TrimEnd('.')}.");
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException)
        {
            // YamlDotNet throws these, without a place: the first at `[a` and then `b: c` in the next line, the second at `!![`.
            diagnostics.Add(YamlDiagnostics.Syntax, YamlTree.At(file, parser.Current?.End ?? Mark.Empty),
                "The file is not valid YAML here or in the next lines. Look for a bracket or a quote that is not closed.");
            return null;
        }
    }
}
