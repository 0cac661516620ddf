using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>Reads the <c>fix</c> of an update definition.</summary>
internal static class FixDefinitionReader
{
    public static ImmutableArray<FixDefinition> Read(IReadOnlyList<YamlMap> items) => [.. items.Select(Read).OfType<FixDefinition>()];

    private static FixDefinition? Read(YamlMap item)
    {
        IReadOnlyList<YamlText> when = item.Texts("when"), unless = item.Texts("unless"), add = item.Texts("add"), remove = item.Texts("remove"), leave = item.Texts("leave");
        YamlText? reason = item.Text("reason");
        item.RefuseUnknownKeys();
        if (reason is null || string.IsNullOrWhiteSpace(reason.Text))
        {
            item.Diagnostics.Add(DefinitionDiagnostics.Reason, item.Location,
                "The fix has no `reason`. The template and the review show it: say why a person decided this.");
        }

        if (add.Count + remove.Count + leave.Count == 0)
        {
            item.Diagnostics.Add(YamlDiagnostics.MissingKey, item.Location,
                "The fix does nothing: write `add` (builds that come), `remove` (names that go) or `leave` (names that no generated block touches).");
        }

        ImmutableArray<ImmutableArray<string>> conditions = [.. when.Select(w => ImmutableArray.Create([.. w.Text.Split("&&", StringSplitOptions.TrimEntries).Select(n => Name(item, n, w))]))];
        ImmutableArray<FixDefinitionPackage>.Builder packages = ImmutableArray.CreateBuilder<FixDefinitionPackage>();
        foreach (YamlText text in add)
        {
            if (NevraParser.Parse(text.Text, out NevraParseError? error) is { } nevra) packages.Add(new(nevra, text.Location));
            else item.Diagnostics.Add(DefinitionDiagnostics.Value, text.Location, $"`{text.Text}` is not a package as `add` needs it. {error!.Message}");
        }

        foreach (FixDefinitionPackage source in packages.Where(p => p.Nevra.Arch is "src" or "nosrc"))
            item.Diagnostics.Add(DefinitionDiagnostics.Value, source.Location, $"`{source.Nevra.Arch}`: source packages are never deployed. Write the architecture of the built package.");
        return new(conditions, Names(item, unless), packages.ToImmutable(), Names(item, remove), Names(item, leave), reason?.Text.Trim() ?? string.Empty, item.Location);
    }

    private static ImmutableArray<string> Names(YamlMap item, IReadOnlyList<YamlText> texts) => [.. texts.Select(t => Name(item, t.Text, t))];

    private static string Name(YamlMap item, string name, YamlText text)
    {
        if (!RpmAlphabet.IsName(name)) item.Diagnostics.Add(DefinitionDiagnostics.Value, text.Location, $"`{text.Text}` is not a package name as rpm allows it; several that must all be there are written `a && b`.");
        return name;
    }
}
