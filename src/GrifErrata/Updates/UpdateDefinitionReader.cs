using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Yaml;

namespace GrifErrata.Updates;

/// <summary>Reads <c>updates/&lt;version&gt;.yaml</c>.</summary>
public static class UpdateDefinitionReader
{
    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd",
    ];

    /// <summary>Reads one definition.</summary>
    /// <param name="content">The file's bytes.</param>
    /// <param name="file">Its name for locations; the last part without extension is the version.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    /// <returns>The definition, or null after an error.</returns>
    public static UpdateDefinition? Read(ReadOnlySpan<byte> content, string file, DiagnosticBag diagnostics)
    {
        string version = Path.GetFileNameWithoutExtension(file);
        if (!UpdateVersionName.TryParse(version, out DateTimeOffset day))
        {
            diagnostics.Add(DefinitionDiagnostics.VersionName, new(file),
                $"`{version}` is not a date. Name the file by the version's date, yyyyMMdd, for example 20101125.yaml.");
            return null;
        }

        DiagnosticBag own = [];
        UpdateDefinition? update = YamlFile.Parse(content, file, own) is { } map ? Read(map, file, version, day) : null;
        diagnostics.AddRange(own);
        return own.HasErrors ? null : update;
    }

    private static UpdateDefinition Read(YamlMap map, string file, string version, DateTimeOffset day)
    {
        UpdateKind? kind = map.Word("kind", [("monthly", UpdateKind.Monthly), ("unscheduled", UpdateKind.Unscheduled)]);
        RequireKey(map, "kind", "monthly or unscheduled");
        UpdateState? state = map.Word("state",
            [("draft", UpdateState.Draft), ("released", UpdateState.Released), ("withdrawn", UpdateState.Withdrawn)]);
        RequireKey(map, "state", "draft, released or withdrawn");

        YamlText? previous = map.Text("previous");
        YamlText? cutoffText = map.Text("cutoff");
        DateTimeOffset cutoff = cutoffText is null ? day : ReadTime(cutoffText, map.Diagnostics) ?? day;
        IReadOnlyList<YamlText> advisories = map.Texts("advisories");
        IReadOnlyList<YamlMap> packages = map.Maps("packages");
        ImmutableArray<PackageDecision> decisions = PackageDecisionReader.Read(packages);
        if (kind == UpdateKind.Unscheduled && advisories.Count == 0 && packages.Count == 0)
        {
            map.Diagnostics.Add(YamlDiagnostics.MissingKey, map.Location,
                "An unscheduled version adds the advisories that it names, but `advisories` names none. Name them, or make it monthly.");
        }

        YamlText? withdrawn = map.Text("withdrawn");
        YamlText? replacedBy = map.Text("replacedBy");
        CheckWithdrawal(map, state, withdrawn, replacedBy);
        IReadOnlyList<YamlText> replaces = map.Texts("replaces");
        UpdateDefinition update = new()
        {
            Version = version,
            Kind = kind ?? UpdateKind.Monthly,
            State = state ?? UpdateState.Draft,
            Previous = previous is null ? null : new(previous.Text, previous.Location),
            Cutoff = cutoff,
            CutoffLocation = cutoffText?.Location ?? new(file, 1, 1),
            Advisories = [.. advisories.Select(a => new NamedItem(a.Text, a.Location))],
            WithdrawnReason = withdrawn?.Text,
            ReplacedBy = replacedBy?.Text,
            Replaces = [.. replaces.Select(r => new NamedItem(r.Text, r.Location))],
            Kernel = ReadKernel(map),
            Variables = ReadVariables(map.Map("variables")),
            Decisions = decisions,
            Fixes = FixDefinitionReader.Read(map.Maps("fix")),
            Location = new(file, 1, 1),
        };
        map.RefuseUnknownKeys();
        return update;
    }

    private static void CheckWithdrawal(YamlMap map, UpdateState? state, YamlText? withdrawn, YamlText? replacedBy)
    {
        if (replacedBy is not null && !UpdateVersionName.TryParse(replacedBy.Text, out _))
        {
            map.Diagnostics.Add(DefinitionDiagnostics.Value, replacedBy.Location,
                $"`{replacedBy.Text}` is not an update version, a date in eight digits.");
        }

        if (state is null or UpdateState.Withdrawn) return;
        foreach ((string key, YamlText text) in new[] { ("withdrawn", withdrawn), ("replacedBy", replacedBy) }.Where(k => k.Item2 is not null).Select(k => (k.Item1, k.Item2!)))
        {
            map.Diagnostics.Add(DefinitionDiagnostics.Value, text.Location,
                $"`{key}` belongs to a version that is withdrawn. Remove the key, or let `grif-errata withdraw` withdraw the version.");
        }
    }

    private static void RequireKey(YamlMap map, string key, string meaning)
    {
        if (map.Value(key) is null)
            map.Diagnostics.Add(YamlDiagnostics.MissingKey, map.Location, $"The key `{key}` is missing: {meaning}.");
    }

    private static DateTimeOffset? ReadTime(YamlText text, DiagnosticBag diagnostics)
    {
        if (DateTimeOffset.TryParseExact(text.Text, TimeFormats, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time))
        {
            return time;
        }

        diagnostics.Add(DefinitionDiagnostics.Date, text.Location,
            $"`{text.Text}` is not a time that exists. Write it as 2010-10-27T20:00:00Z or 2010-10-27 (UTC).");
        return null;
    }

    private static KernelChoice? ReadKernel(YamlMap map)
    {
        YamlText? version;
        YamlText? reason = null;
        if (map.Value("kernel") is YamlMap kernel)
        {
            version = kernel.RequiredText("version", "the kernel that machines run, for example 2.6.18-194.11.4.el5");
            reason = kernel.Text("reason");
            kernel.RefuseUnknownKeys();
        }
        else
        {
            version = map.Text("kernel");
        }

        if (version is null) return null;
        Evr? evr = PackageDecisionReader.ParseEvr(version.Text);
        string last = version.Text[(version.Text.LastIndexOf('.') + 1)..];
        if (evr is not { Epoch: null } || Architectures.IsKnown(last))
        {
            map.Diagnostics.Add(DefinitionDiagnostics.Value, version.Location,
                $"`{version.Text}` is not a kernel's version-release, for example 2.6.18-194.11.4.el5 (no epoch, no architecture).");
        }

        return new(version.Text, reason?.Text, version.Location);
    }

    private static ImmutableSortedDictionary<string, string> ReadVariables(YamlMap? map)
    {
        ImmutableSortedDictionary<string, string>.Builder variables =
            ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (map is null) return variables.ToImmutable();
        foreach ((string name, YamlEntry entry) in map.Entries)
        {
            if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            {
                map.Diagnostics.Add(DefinitionDiagnostics.Value, entry.KeyLocation,
                    $"`{name}` cannot be the name of a Pan variable: letters, digits and `_`, no digit first.");
            }

            if (map.Text(name) is not { } text)
            {
                if (map.Value(name) is null)
                {
                    map.Diagnostics.Add(DefinitionDiagnostics.Value, entry.Value.Location,
                        $"The variable `{name}` has no value. Write '' if it is to be the empty text, or remove it.");
                }

                continue;
            }

            if (text.Text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            {
                map.Diagnostics.Add(DefinitionDiagnostics.Value, text.Location,
                    $"The value of `{name}` has a line break or another control character; a variable's value is one line.");
            }

            variables[name] = text.Text;
        }

        return variables.ToImmutable();
    }
}
