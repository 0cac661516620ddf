using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>Reads the <c>packages</c> of an update definition.</summary>
internal static class PackageDecisionReader
{
    public static ImmutableArray<PackageDecision> Read(IReadOnlyList<YamlMap> items)
    {
        ImmutableArray<PackageDecision>.Builder decisions = ImmutableArray.CreateBuilder<PackageDecision>(items.Count);
        Dictionary<string, List<string?>> seen = new(StringComparer.Ordinal);
        foreach (YamlMap item in items)
        {
            if (Read(item) is not { } decision) continue;
            if (!seen.TryGetValue(decision.Name, out List<string?>? arches)) seen.Add(decision.Name, arches = []);
            bool again = decision.Arch is null ? arches.Count > 0 : arches.Contains(decision.Arch) || arches.Contains(null);
            arches.Add(decision.Arch);
            if (again)
            {
                item.Diagnostics.Add(DefinitionDiagnostics.DecisionTwice, item.Location,
                    $"Another decision about {decision.Name} stands before this one. Keep one.");
            }

            decisions.Add(decision);
        }

        return decisions.ToImmutable();
    }

    /// <summary>Parses <c>[epoch:]version-release</c>; null if it is not one.</summary>
    public static Evr? ParseEvr(string text)
    {
        int? epoch = null;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            if (!RpmAlphabet.TryParseEpoch(text.AsSpan(0, colon), out int value)) return null;
            epoch = value;
            text = text[(colon + 1)..];
        }

        int dash = text.LastIndexOf('-');
        if (dash < 0) return null;
        string version = text[..dash], release = text[(dash + 1)..];
        return RpmAlphabet.IsVersion(version) && RpmAlphabet.IsVersion(release) ? new Evr(epoch, version, release) : null;
    }

    private static PackageDecision? Read(YamlMap item)
    {
        YamlText? name = item.RequiredText("name", "the package");
        YamlText? version = item.Text("version");
        YamlText? arch = item.Text("arch");
        PackageAction? action = item.Word("action",
            [("pin", PackageAction.Pin), ("add", PackageAction.Add), ("exclude", PackageAction.Exclude)]);
        if (item.Value("action") is null)
            item.Diagnostics.Add(YamlDiagnostics.MissingKey, item.Location, "The key `action` is missing: pin, add or exclude.");
        YamlText? reason = item.Text("reason");
        item.RefuseUnknownKeys();

        if (reason is null || string.IsNullOrWhiteSpace(reason.Text))
        {
            item.Diagnostics.Add(DefinitionDiagnostics.Reason, item.Location,
                $"The decision about {name?.Text ?? "a package"} has no `reason`. The review shows it: say why a person decided this.");
        }

        if (name is null || action is null) return null;
        Check(item, name, RpmAlphabet.IsName(name.Text), "a package name");
        if (arch is not null) Check(item, arch, RpmAlphabet.IsArch(arch.Text), "an architecture");
        if (arch is { Text: "src" or "nosrc" })
            item.Diagnostics.Add(DefinitionDiagnostics.Value, arch.Location, $"`{arch.Text}`: source packages are never deployed. Write the architecture of the built package.");
        Evr? evr = version is null ? null : ParseEvr(version.Text);
        if (version is not null) Check(item, version, evr is not null, "[epoch:]version-release");
        if (action == PackageAction.Pin && version is null)
            item.Diagnostics.Add(YamlDiagnostics.MissingKey, item.Location, $"The pin of {name.Text} needs `version`.");
        if (action != PackageAction.Exclude && arch is null)
        {
            item.Diagnostics.Add(YamlDiagnostics.MissingKey, item.Location,
                $"The decision about {name.Text} needs `arch`: a package call without architecture does not compile in Pan.");
        }

        if (action == PackageAction.Exclude && version is not null)
        {
            item.Diagnostics.Add(DefinitionDiagnostics.Value, version.Location,
                $"Excluding {name.Text} leaves out every version of it; remove `version`, or pin the version that you want.");
        }

        return new(action.Value, name.Text, evr, arch?.Text, reason?.Text.Trim() ?? string.Empty, item.Location);
    }

    private static void Check(YamlMap item, YamlText text, bool right, string what)
    {
        if (!right) item.Diagnostics.Add(DefinitionDiagnostics.Value, text.Location, $"`{text.Text}` is not {what} as rpm allows it.");
    }
}
