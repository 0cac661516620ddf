using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>The fixes of an OS's kernel that its security advisories announce: what a machine that runs an older kernel lacks.</summary>
public sealed partial class KernelFixes
{
    private readonly OsErrata _errata;
    private readonly Fixes _fixes;
    private readonly Dictionary<Advisory, Advisory> _whole;

    private KernelFixes(OsErrata errata, IReadOnlyList<(Advisory Whole, Advisory Kernel)> advisories)
    {
        _errata = errata;

        // What is wrong with the advisories is reported when versions are planned.
        _fixes = Fixes.Of(advisories.Select(a => a.Kernel), [errata.Errata, errata.Base], []);
        _whole = new(advisories.Select(a => KeyValuePair.Create(a.Kernel, a.Whole)), ReferenceEqualityComparer.Instance);
    }

    /// <summary>
    /// Finds them: of security advisories the packages that the OS's kernel rule holds, that the OS release or the errata have, and
    /// whose release is of the OS's own distribution (one advisory may list el5 and el6 builds of one package).
    /// </summary>
    /// <param name="errata">The facts.</param>
    /// <param name="diagnostics">Takes GE1406, the kernel rule's pattern needs too long.</param>
    /// <returns>Null after an error.</returns>
    public static KernelFixes? Find(OsErrata errata, DiagnosticBag diagnostics)
    {
        try
        {
            ImmutableArray<Nevra> own = [.. errata.Base.Packages.Concat(errata.Errata.Packages).Select(p => p.Nevra).Where(n => errata.Os.Kernel.Holds(n.Name))];
            HashSet<(string, string)> there = [.. own.Select(n => (n.Name, n.Arch))];
            HashSet<string> distributions = [.. own.Select(n => Distribution(n.Evr.Release)).OfType<string>()];
            return new(errata,
            [
                .. errata.Advisories.Where(a => a.Type == AdvisoryType.Security)
                    .Select(a => (Whole: a, Kernel: a with { Packages = [.. a.Packages.Where(p => there.Contains((p.Nevra.Name, p.Nevra.Arch)) && IsOwn(p.Nevra))] }))
                    .Where(a => a.Kernel.Packages.Length > 0),
            ]);

            // Where a release names no distribution there is nothing to tell it by.
            bool IsOwn(Nevra nevra) => distributions.Count == 0 || Distribution(nevra.Evr.Release) is not { } name || distributions.Contains(name);
        }
        catch (RegexMatchTimeoutException)
        {
            PlanDiagnostics.ReportKernelPattern(errata.Os, diagnostics);
            return null;
        }
    }

    /// <summary>The advisories that a kernel lacks, the oldest first; those without date, which no day keeps out, come before.</summary>
    /// <param name="kernel">The running kernel, <c>version-release</c>; null for the one that the OS release shipped.</param>
    /// <param name="today">Advisories of later days (UTC) are left out.</param>
    public ImmutableArray<Advisory> LackedBy(string? kernel, DateOnly today)
    {
        Evr? running = kernel is null ? null
            : PackageDecisionReader.ParseEvr(kernel) ?? throw new ArgumentException($"{kernel} is not version-release.", nameof(kernel));
        return
        [
            .. _fixes.All.Where(f => f.Advisory.Date is not { } date || DateOnly.FromDateTime(date.UtcDateTime) <= today)
                .Where(f => (running ?? _errata.Base.Newest(f.Name, f.Arch)?.Nevra.Evr) is not { } evr || !f.IsIn(evr))
                .Select(f => _whole[f.Advisory]).Distinct<Advisory>(ReferenceEqualityComparer.Instance)
                .OrderBy(a => a.Date ?? DateTimeOffset.MinValue).ThenBy(a => a.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>The distribution that a release names (<c>el5</c> in <c>194.el5_5.1</c>, <c>el</c> in Red Hat 4's <c>89.EL</c>), or null.</summary>
    private static string? Distribution(string release) =>
        Tag().Match(release) is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    [GeneratedRegex(@"(?<=\.)(el|fc|amzn)[0-9]*(?=[._]|\z)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
