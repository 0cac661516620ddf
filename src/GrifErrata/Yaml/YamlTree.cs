using GrifErrata.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrifErrata.Yaml;

/// <summary>Builds <see cref="YamlValue"/>s from a parser's events and refuses what is more than plain data.</summary>
internal static class YamlTree
{
    public static SourceLocation At(string file, Mark mark) => new(file, (int)mark.Line, (int)mark.Column);

    /// <summary>Reads the value at which the parser stands; null after an error.</summary>
    public static YamlValue? Read(IParser parser, string file, DiagnosticBag diagnostics, int depth)
    {
        ParsingEvent current = parser.Consume<ParsingEvent>();
        SourceLocation location = At(file, current.Start);
        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
        {
            diagnostics.Add(YamlDiagnostics.Syntax, location,
                "Anchors (&), aliases (*) and tags (!) are not read. Write the value itself, quoted if it starts with one of these.");
            return null;
        }

        if (depth > YamlFile.MaxDepth)
        {
            diagnostics.Add(YamlDiagnostics.Syntax, location, $"The value is nested more than {YamlFile.MaxDepth} levels deep.");
            return null;
        }

        return current switch
        {
            Scalar scalar => new YamlText(location, scalar.Value, scalar.Style == ScalarStyle.Plain),
            SequenceStart => ReadList(parser, file, diagnostics, depth, location),
            MappingStart => ReadMap(parser, file, diagnostics, depth, location),
            _ => throw new InvalidOperationException($"A parser of YAML gave {current.GetType().Name} where a value starts."),
        };
    }

    private static YamlList? ReadList(IParser parser, string file, DiagnosticBag diagnostics, int depth, SourceLocation location)
    {
        List<YamlValue> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            if (Read(parser, file, diagnostics, depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new YamlList(location, items);
    }

    private static YamlMap? ReadMap(IParser parser, string file, DiagnosticBag diagnostics, int depth, SourceLocation location)
    {
        Dictionary<string, YamlEntry> entries = new(StringComparer.Ordinal);
        bool right = true;
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (Read(parser, file, diagnostics, depth + 1) is not { } key) return null;
            if (key is not YamlText { Text: var name })
            {
                diagnostics.Add(YamlDiagnostics.WrongType, key.Location, "A key must be a text.");
                return null;
            }

            if (Read(parser, file, diagnostics, depth + 1) is not { } value) return null;
            if (entries.TryGetValue(name, out YamlEntry? first))
            {
                diagnostics.Add(YamlDiagnostics.DuplicateKey, key.Location,
                    $"The key `{name}` occurs twice; the first is in line {first.KeyLocation.Line}. Remove one.");
                right = false;
            }
            else
            {
                entries.Add(name, new(key.Location, value));
            }
        }

        return right ? new YamlMap(location, entries, diagnostics) : null;
    }
}
