using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>Which version takes the place of a withdrawn one.</summary>
public static class Replacement
{
    /// <summary>Follows <see cref="UpdateDefinition.ReplacedBy"/>: a replacement may have been withdrawn and replaced itself.</summary>
    /// <param name="withdrawn">A withdrawn version.</param>
    /// <param name="all">All versions of its OS.</param>
    /// <returns>A version that exists and is not withdrawn; null where the definitions name none, or go in a circle.</returns>
    public static string? Of(UpdateDefinition withdrawn, IEnumerable<UpdateDefinition> all)
    {
        Dictionary<string, UpdateDefinition> byName = all.ToDictionary(u => u.Version, StringComparer.Ordinal);
        UpdateDefinition? at = withdrawn;
        HashSet<string> seen = [];
        while (at is { State: UpdateState.Withdrawn })
        {
            if (at.ReplacedBy is not { } next || !seen.Add(next)) return null;
            at = byName.GetValueOrDefault(next);
        }

        return at?.Version;
    }

    /// <summary>Reports what <see cref="UpdateDefinition.Replaces"/> names and the OS does not have.</summary>
    internal static void Check(UpdateDefinition definition, OsErrata errata, DiagnosticBag diagnostics)
    {
        foreach (NamedItem replaced in definition.Replaces)
        {
            string others = string.Join(", ", errata.Updates.Select(u => u.Version).Where(v => v != definition.Version).Order(StringComparer.Ordinal).TakeLast(6));
            if (replaced.Name != definition.Version && errata.Updates.Any(u => u.Version == replaced.Name)) continue;
            diagnostics.Add(PlanDiagnostics.Replaces, replaced.Location,
                $"{definition.Version} cannot replace {replaced.Name}: {errata.Os.Name} has no other version of that name. "
                + (others.Length == 0 ? "It has none." : $"The last are: {others}."));
        }
    }
}
