using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds;
using GrifErrata.Rpm;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>Reads <c>os.yaml</c>.</summary>
public static class OsDefinitionReader
{
    /// <summary>Reads the definition of one OS.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name for locations.</param>
    /// <param name="name">Name of the OS's folder.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The definition, or null after an error.</returns>
    public static OsDefinition? Read(ReadOnlySpan<byte> content, string file, string name, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        OsDefinition? os = YamlFile.Parse(content, file, own) is { } map ? Read(map, file, name) : null;
        diagnostics.AddRange(own);
        return own.HasErrors ? null : os;
    }

    private static OsDefinition Read(YamlMap map, string file, string name)
    {
        YamlText? nodeOsVersion = map.RequiredText("nodeOsVersion", "Quattor's NODE_OS_VERSION of this OS, for example sl550-x86_64");
        YamlText? arch = map.RequiredText("arch", "the OS's architecture, for example x86_64");
        if (nodeOsVersion is not null && (!RpmAlphabet.IsName(nodeOsVersion.Text) || nodeOsVersion.Text.Contains('+', StringComparison.Ordinal)))
        {
            map.Diagnostics.Add(DefinitionDiagnostics.Value, nodeOsVersion.Location,
                $"`nodeOsVersion` is `{nodeOsVersion.Text}`; letters, digits, `.`, `_` and `-` are allowed.");
        }

        if (arch is not null) ArchitectureSet.Of(arch.Text, arch.Location, map.Diagnostics);

        PanTarget pan = PanTarget.Read(map.Map("pan"));
        Selection selection = map.Word("select", [("advisories", Selection.Advisories), ("repository", Selection.Repository)])
            ?? Selection.Advisories;
        KernelRule kernel = map.Map("kernel") is { } rule ? ReadKernel(rule) : KernelRule.Default;
        PackageFamilies families = PackageFamilies.Read(map, pan.Shape);

        ImmutableArray<SourcePattern> baseSources = [], errata = [], other = [], advisories = [];
        if (map.Map("sources") is { } sources)
        {
            baseSources = ReadPatterns(sources, "base");
            errata = ReadPatterns(sources, "errata");
            other = ReadPatterns(sources, "other");
            advisories = ReadPatterns(sources, "advisories");
            sources.RefuseUnknownKeys();
        }

        ImmutableArray<string>? modules = map.Value("modules") is null ? null : ReadModules(map);
        ImmutableArray<string> products = [.. map.Texts("products").Select(t => t.Text)];
        ImmutableArray<FeedDefinition> feeds = FeedDefinitionReader.Read(map);
        map.RefuseUnknownKeys();
        RequireSource(map, "base", baseSources, "what the OS release shipped; without it no fix can be told from another product's");
        RequireSource(map, "errata", errata, "what can be deployed: a listing, a folder of RPMs, repodata");
        if (selection == Selection.Advisories)
            RequireSource(map, "advisories", advisories, "the advisories that `select: advisories` chooses by");
        return new OsDefinition
        {
            Name = name,
            NodeOsVersion = nodeOsVersion?.Text ?? string.Empty,
            Arch = arch?.Text ?? string.Empty,
            Pan = pan,
            Selection = selection,
            Kernel = kernel,
            Families = families,
            Products = products,
            Modules = modules,
            Base = baseSources,
            Errata = errata,
            Other = other,
            Advisories = advisories,
            Feeds = feeds,
            Location = new(file, 1, 1),
        };
    }

    /// <summary>An OS without packages or advisories would have "no updates" for ever, and nobody would notice.</summary>
    private static void RequireSource(YamlMap map, string key, ImmutableArray<SourcePattern> patterns, string meaning)
    {
        if (patterns.IsEmpty && !map.Diagnostics.HasErrors)
            map.Diagnostics.Add(YamlDiagnostics.MissingKey, map.LocationOf("sources"), $"`sources: {key}` is missing: {meaning}.");
    }

    private static ImmutableArray<string> ReadModules(YamlMap map)
    {
        ImmutableArray<string>.Builder modules = ImmutableArray.CreateBuilder<string>();
        foreach (YamlText module in map.Texts("modules"))
        {
            if (module.Text.Split(':') is [{ Length: > 0 }, { Length: > 0 }]) modules.Add(module.Text);
            else map.Diagnostics.Add(DefinitionDiagnostics.Value, module.Location, $"`{module.Text}` is not a module stream; write name:stream, for example nodejs:18.");
        }

        return modules.ToImmutable();
    }

    private static KernelRule ReadKernel(YamlMap rule)
    {
        YamlText? packages = rule.Text("packages");
        IReadOnlyList<YamlText> except = rule.Texts("except");
        bool hasExcept = rule.Value("except") is not null;
        rule.RefuseUnknownKeys();
        if (packages is { Text.Length: 0 })
        {
            rule.Diagnostics.Add(DefinitionDiagnostics.Value, packages.Location,
                $"`packages` is empty and would hold every package back. Write a pattern; the default is {KernelRule.DefaultPattern}.");
        }

        try
        {
            return new KernelRule(packages?.Text ?? KernelRule.DefaultPattern,
                hasExcept ? except.Select(e => e.Text) : ["kernel-utils"]);
        }
        catch (ArgumentException e)
        {
            rule.Diagnostics.Add(DefinitionDiagnostics.Value, rule.LocationOf("packages"),
                $"`packages` is not a regular expression: {e.Message.TrimEnd('.')}.");
            return KernelRule.Default;
        }
    }

    private static ImmutableArray<SourcePattern> ReadPatterns(YamlMap sources, string key)
    {
        ImmutableArray<SourcePattern>.Builder patterns = ImmutableArray.CreateBuilder<SourcePattern>();
        foreach (YamlText text in sources.Texts(key))
        {
            string pattern = text.Text;
            bool leaves = pattern.Length == 0 || pattern.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(pattern)
                || pattern.Contains('\0', StringComparison.Ordinal) || pattern.Split('/').Contains("..", StringComparer.Ordinal);
            if (leaves)
            {
                sources.Diagnostics.Add(DefinitionDiagnostics.SourceOutside, text.Location,
                    $"`{pattern}` must be a path or pattern below the OS's folder, with `/` and without `..`. Copy the files into it.");
                continue;
            }

            patterns.Add(new(pattern, text.Location));
        }

        return patterns.ToImmutable();
    }
}
