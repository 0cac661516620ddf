using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Federation;

/// <summary>Reads <c>federation.yaml</c>.</summary>
public static class FederationReader
{
    /// <summary>Reads the federation.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name for locations.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The federation, or null after an error.</returns>
    public static FederationDefinition? Read(ReadOnlySpan<byte> content, string file, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = [];
        FederationDefinition? federation = YamlFile.Parse(content, file, own) is { } map ? Read(map, file) : null;
        if (federation is not null && !own.HasErrors) FederationReferences.Check(federation, own);
        diagnostics.AddRange(own);
        return own.HasErrors ? null : federation;
    }

    private static FederationDefinition Read(YamlMap map, string file)
    {
        string name = map.RequiredText("name", "the federation's name")?.Text ?? string.Empty;
        string contact = map.Text("contact")?.Text ?? string.Empty;
        ImmutableArray<string> stages = ReadStages(map);
        ImmutableArray<StageVersion> versions = ReadStageVersions(map.Map("os"));
        ImmutableArray<Site> sites = [.. map.Maps("sites").Select(ReadSite)];
        ImmutableArray<Freeze> freezes = [.. map.Maps("freezes").Select(FreezeReader.Read).OfType<Freeze>()];
        ImmutableArray<KernelPlan> kernels = [.. map.Maps("kernels").Select(KernelPlanReader.Read).OfType<KernelPlan>()];
        ImmutableArray<Promotion> history = [.. map.Maps("history").Select(ReadPromotion).OfType<Promotion>()];
        FederationMonitor? monitor = FederationMonitorReader.Read(map.Map("monitor"));
        bool features = map.Word("aquilon", [("true", true), ("false", false)]) ?? false;
        map.RefuseUnknownKeys();
        return new FederationDefinition
        {
            Name = name,
            Contact = contact,
            Stages = stages,
            StageVersions = versions,
            Sites = sites,
            Freezes = freezes,
            Kernels = kernels,
            History = history,
            Monitor = monitor,
            HasFeatures = features,
            Location = new(file, 1, 1),
        };
    }

    private static ImmutableArray<string> ReadStages(YamlMap map)
    {
        if (map.Value("stages") is null) return ["testbed", "production", FederationDefinition.DefaultStage];
        IReadOnlyList<YamlText> texts = map.Texts("stages");
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (YamlText text in texts)
        {
            CheckName(map, text, "a stage");
            if (!seen.Add(text.Text))
                map.Diagnostics.Add(FederationDiagnostics.Twice, text.Location, $"The stage `{text.Text}` stands twice. Remove one.");
        }

        if (texts.Count == 0 || texts[^1].Text != FederationDefinition.DefaultStage)
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, map.LocationOf("stages"),
                $"The last stage must be `{FederationDefinition.DefaultStage}`: it is what a site gets that says nothing.");
        }

        return [.. texts.Select(t => t.Text)];
    }

    private static ImmutableArray<StageVersion> ReadStageVersions(YamlMap? map)
    {
        if (map is null) return [];
        ImmutableArray<StageVersion>.Builder versions = ImmutableArray.CreateBuilder<StageVersion>();
        foreach (string os in map.Entries.Keys.Order(StringComparer.Ordinal))
        {
            if (map.Map(os) is not { } stages) continue;
            foreach (string stage in stages.Entries.Keys.Order(StringComparer.Ordinal))
            {
                if (stages.Text(stage) is { } version && CheckVersion(stages, version))
                    versions.Add(new(os, stage, version.Text, version.Location));
            }
        }

        return versions.ToImmutable();
    }

    private static Site ReadSite(YamlMap map)
    {
        YamlText? name = map.RequiredText("name", "the site's name, the value of ERRATA_SITE in its Pan");
        if (name is not null) CheckName(map, name, "a site");
        ImmutableArray<NamedItem> hosts = [.. map.Texts("hosts").Select(h => new NamedItem(h.Text, h.Location))];
        foreach (NamedItem host in hosts.Where(h => !HostPattern.IsRight(h.Name)))
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, host.Location,
                $"`{host.Name}` is neither a host name nor a pattern: lower case letters, digits, `.`, `-`, and `*` for any characters.");
        }

        ImmutableArray<SiteLag>.Builder lags = ImmutableArray.CreateBuilder<SiteLag>();
        YamlMap? lag = map.Map("lag");
        foreach (string os in lag?.Entries.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            if (lag!.Text(os) is not { } days) continue;
            if (int.TryParse(days.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 365)
                lags.Add(new(os, number, days.Location));
            else
                map.Diagnostics.Add(FederationDiagnostics.Value, days.Location, $"`{days.Text}` is not a number of days from 1 to 365.");
        }

        Site site = new()
        {
            Name = name?.Text ?? string.Empty,
            Hosts = hosts,
            Stage = map.Text("stage")?.Text ?? FederationDefinition.DefaultStage,
            Contact = map.Text("contact")?.Text ?? string.Empty,
            TimeZone = map.Text("timeZone")?.Text ?? string.Empty,
            Stays = [.. ReadVersions(map.Map("stay")).Select(v => new SiteStay(v.Os, v.Version.Text, v.Version.Location))],
            Earlies = [.. ReadVersions(map.Map("early")).Select(v => new SiteEarly(v.Os, v.Version.Text, v.Version.Location))],
            Lags = lags.ToImmutable(),
            Location = map.Location,
        };
        map.RefuseUnknownKeys();
        return site;
    }

    /// <summary>Versions by OS, in ordinal order of the OSes.</summary>
    private static IEnumerable<(string Os, YamlText Version)> ReadVersions(YamlMap? map)
    {
        foreach (string os in map?.Entries.Keys.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>())
        {
            if (map!.Text(os) is { } version && CheckVersion(map, version)) yield return (os, version);
        }
    }

    private static Promotion? ReadPromotion(YamlMap map)
    {
        DateOnly? date = FederationDate.Read(map, "date", "the day of the promotion");
        YamlText? os = map.RequiredText("os", "the OS");
        YamlText? stage = map.RequiredText("stage", "the stage");
        YamlText? version = map.RequiredText("version", "the update version");
        YamlText? site = map.Text("site");
        YamlText? before = map.Text("before");
        YamlText? reason = map.Text("reason");
        map.RefuseUnknownKeys();
        if (before is not null) CheckVersion(map, before);
        return date is null || os is null || stage is null || version is null
            ? null : new(date.Value, os.Text, stage.Text, version.Text) { Site = site?.Text, Before = before?.Text, Reason = reason?.Text };
    }

    internal static bool CheckVersion(YamlMap map, YamlText version)
    {
        if (UpdateVersionName.TryParse(version.Text, out _)) return true;
        map.Diagnostics.Add(FederationDiagnostics.Value, version.Location, $"`{version.Text}` is not an update version, a date in eight digits.");
        return false;
    }

    private static void CheckName(YamlMap map, YamlText text, string what)
    {
        bool right = text.Text.Length is > 0 and <= 64 && char.IsAsciiLetter(text.Text[0])
            && text.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        if (!right)
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, text.Location,
                $"`{text.Text}` cannot name {what}: up to 64 letters, digits, `-` and `_`, a letter first.");
        }
    }
}
