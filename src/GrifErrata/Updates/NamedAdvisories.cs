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
            bool isCve = item.Name.StartsWith("CVE-", StringComparison.Ordinal);
            List<Advisory> matches = isCve
                ? [.. advisories.Where(a => a.Cves.Contains(item.Name) && !(a.Date > definition.Cutoff))]
                : [.. advisories.Where(a => AdvisoryId.Names(item.Name, a, []))];
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
}
