using System.Collections.Immutable;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>Finds the advisories that a definition names by id or by CVE.</summary>
internal static class NamedAdvisories
{
    public static ImmutableArray<Advisory> Find(ImmutableArray<Advisory> advisories, UpdateDefinition definition, DiagnosticBag diagnostics)
    {
        ImmutableArray<Advisory>.Builder found = ImmutableArray.CreateBuilder<Advisory>();
        foreach (NamedItem item in definition.Advisories)
        {
            bool isCve = IsCve(item);
            List<Advisory> matches = [.. advisories.Where(a => Names(item, a) && !(isCve && a.Date > definition.Cutoff))];
            if (matches.Count == 0)
            {
                diagnostics.Add(PlanDiagnostics.UnknownAdvisory, item.Location,
                    $"No source has {item.Name}{(isCve ? " in an advisory up to the cutoff" : string.Empty)}. "
                    + "Check the spelling, or add the advisory's file under `sources: advisories:` of os.yaml.");
            }

            found.AddRange(matches.Where(m => !found.Contains(m)));
        }

        return found.ToImmutable();
    }

    /// <summary>Whether an item means an advisory; the case of letters does not matter.</summary>
    public static bool Names(NamedItem item, Advisory advisory)
    {
        string name = item.Name.Trim();
        return IsCve(item)
            ? advisory.Cves.Contains(name, StringComparer.OrdinalIgnoreCase)
            : advisory.Id.Equals(name, StringComparison.OrdinalIgnoreCase) || AdvisoryId.Names(name.ToUpperInvariant(), advisory, []);
    }

    private static bool IsCve(NamedItem item) => item.Name.Trim().StartsWith("CVE-", StringComparison.OrdinalIgnoreCase);
}
