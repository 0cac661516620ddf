using System.Text.Json;
using GrifErrata.Dependencies;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A question to dnf, and our answer to it.</summary>
internal sealed record DnfQuestion(BuiltCase One, IReadOnlyList<Nevra> Update, CheckAnswer Answer)
{
    private IReadOnlyList<Nevra> Profile => One.Case.Profile;

    // As pkg_ronly does.
    private Nevra[] Locked => [.. Update.Where(u => Profile.Any(p => p.Name == u.Name && p.Arch == u.Arch))];

    public string ToJson(string folder) => JsonSerializer.Serialize(new
    {
        root = Path.Combine(folder, "root"),
        cache = Path.Combine(folder, "cache"),
        repositories = One.Repositories,
        machine = One.Machine,
        excluded = One.Case.Packages.Where(p => IsExcluded(p) && !Update.Contains(p.Nevra)).Select(p => Parts(p.Nevra)),
        before = Locked.Select(Parts),
        after = Answer.Result == CheckResult.Impossible ? null : Locked.Concat(Answer.Changes.Where(c => c.Action != CheckAction.Remove).Select(c => c.Package)).Select(Parts),
    });

    /// <summary>How what dnf did differs from our answer, or null.</summary>
    public string? Difference(string outcome)
    {
        using JsonDocument document = JsonDocument.Parse(outcome);
        JsonElement before = document.RootElement.GetProperty("before"), after = document.RootElement.GetProperty("after");
        string? found = Before(before) ?? After(after);
        return found is null ? null : $"{One.Name} ({string.Join(' ', Update)}): {found}\nbefore: {before}\nafter: {after}\nours: {DependencyCase.Describe(Answer)}";
    }

    private string? Before(JsonElement before)
    {
        bool succeeds = before.GetProperty("error").ValueKind == JsonValueKind.Null;
        string[] comes = [.. before.GetProperty("items").EnumerateArray().Select(i => i.GetString()!.Split(' ')).Where(i => i[0] is not ("Upgraded" or "Obsoleted" or "Downgraded" or "Reinstalled")).Select(i => i[1]).Order(StringComparer.Ordinal)];
        bool isAlone = succeeds && comes.SequenceEqual(Locked.Select(l => l.ToString()).Order(StringComparer.Ordinal))
            && !before.GetProperty("items").EnumerateArray().Any(i => i.GetString()!.StartsWith("Obsoleted", StringComparison.Ordinal));
        string actual = !succeeds ? "impossible" : isAlone ? "ok" : "fix";
        string expected = Marked("before ") ?? (Answer.Result == CheckResult.Fix && actual == "impossible" ? actual : Answer.Result.ToString());
        return actual.Equals(expected, StringComparison.OrdinalIgnoreCase) ? null : $"before our changes dnf says {actual}, not {expected}";
    }

    private string? After(JsonElement after)
    {
        if (after.ValueKind == JsonValueKind.Null) return null;
        if (after.GetProperty("error").GetString() is { } error) return $"with our changes dnf fails: {error}";
        string expected = Marked("after ") ?? string.Join(' ', Result().Order(StringComparer.Ordinal));
        string actual = string.Join(' ', after.GetProperty("result").EnumerateArray().Select(r => r.GetString()!).Order(StringComparer.Ordinal));
        return actual == expected ? null : $"with our changes dnf ends at {actual}, not {expected}";
    }

    private List<string> Result()
    {
        List<string> result = [.. Profile.Where(p => !Locked.Any(l => l.Name == p.Name && l.Arch == p.Arch)).Concat(Locked).Select(r => r.ToString())];
        foreach (CheckChange change in Answer.Changes)
        {
            if ((change.Action == CheckAction.Remove ? change.Package : change.Old) is { } gone) Assert.That(result.Remove(gone.ToString()), Is.True, $"{gone} is on the machine");
            if (change.Action != CheckAction.Remove) result.Add(change.Package.ToString());
        }

        return result;
    }

    private string? Marked(string phase) => One.Case.Differences.FirstOrDefault(d => d.StartsWith(phase, StringComparison.Ordinal))?[phase.Length..];

    private bool IsExcluded(CasePackage package) => KernelRule.Default.Holds(package.Nevra.Name) || package.Built > One.Case.Options.Cutoff;

    private static object[] Parts(Nevra nevra) => [nevra.Name, nevra.Evr.Epoch ?? 0, nevra.Evr.Version, nevra.Evr.Release, nevra.Arch];
}
