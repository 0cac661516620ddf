using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Manifests;

/// <summary>A hash over the facts of one kind on which a version rests.</summary>
/// <param name="Facts">Which facts: <c>definition</c>, <c>packages</c> or <c>advisories</c>.</param>
/// <param name="Count">How many.</param>
/// <param name="Sha256">SHA-256 in lower-case hex over one line a fact, sorted by bytes.</param>
public sealed record ManifestInput(string Facts, int Count, string Sha256);

/// <summary>
/// The inputs of a version. The hashes are over facts and not over files: a listing that grows for the next month, or a feed
/// that is stored under another name, changes nothing for a version that is released.
/// </summary>
internal static class ManifestInputs
{
    /// <summary>Every advisory that the version mentions, by id.</summary>
    public static ImmutableArray<Advisory> Advisories(UpdateVersion version) =>
    [
        .. version.Packages.Concat(version.Held).SelectMany(p => p.Advisories)
            .Concat(version.KernelDebt)
            .Concat(version.Changes.SelectMany(c => c.Advisories))
            .Concat(version.Missing.Select(m => m.Advisory))
            .Distinct<Advisory>(ReferenceEqualityComparer.Instance)
            .OrderBy(a => a.Id, StringComparer.Ordinal).ThenBy(a => a.Date),
    ];

    public static ImmutableArray<ManifestInput> Of(UpdateVersion version) =>
    [
        Hash("definition", Definition(version.Definition)),
        Hash("packages", version.Packages.Concat(version.Held).Select(p => p.Nevra.ToString())),
        Hash("advisories", Advisories(version).SelectMany(Facts)),
    ];

    private static IEnumerable<string> Definition(UpdateDefinition definition)
    {
        yield return $"version {definition.Version} {definition.Kind} cutoff {UtcText.Second(definition.Cutoff)}";
        if (definition.Kernel is { } kernel) yield return kernel.Reason is null ? $"kernel {kernel.Version}" : $"kernel {kernel.Version} {kernel.Reason}";
        foreach (NamedItem advisory in definition.Advisories) yield return $"advisory {advisory.Name}";
        foreach ((string name, string value) in definition.Variables) yield return $"variable {name} {value}";
        foreach (PackageDecision decision in definition.Decisions)
            yield return $"decision {decision.Word} {decision.Name} {decision.Evr} {decision.Arch} {decision.Reason}";
        foreach (FixDefinition fix in definition.Fixes)
        {
            yield return $"fix {string.Join(',', fix.When.Select(w => string.Join('&', w)))} unless {string.Join(',', fix.Unless)} add {string.Join(',', fix.Add.Select(a => a.Nevra))} "
                + $"remove {string.Join(',', fix.Remove)} leave {string.Join(',', fix.Leave)} {fix.Reason}";
        }
    }

    private static IEnumerable<string> Facts(Advisory advisory)
    {
        yield return $"{advisory.Id} {advisory.Type} {advisory.Severity} {(advisory.Date is { } date ? UtcText.Second(date) : string.Empty)}";
        foreach (string cve in advisory.Cves) yield return $"{advisory.Id} {cve}";
        foreach (AdvisoryPackage package in advisory.Packages) yield return $"{advisory.Id} {package.Nevra}";
    }

    private static ManifestInput Hash(string facts, IEnumerable<string> lines)
    {
        List<string> sorted = [.. lines.Select(l => l.ReplaceLineEndings(" ")).Order(StringComparer.Ordinal)];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(sorted.Select(l => l + "\n"))));
        return new(facts, sorted.Count, Convert.ToHexStringLower(hash));
    }
}
