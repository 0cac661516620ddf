using System.Collections.Immutable;

namespace GrifErrata.Updates;

/// <summary>A kernel or a variable that a version sets otherwise than the one it builds on.</summary>
/// <param name="Name"><c>kernel</c>, or the name of a Pan variable.</param>
/// <param name="From">Value before, or null if it was not set.</param>
/// <param name="To">Value now, or null if it is no longer set.</param>
/// <param name="Reason">The reason that the definition gives, or null; only kernels have one.</param>
public sealed record SettingChange(string Name, string? From, string? To, string? Reason)
{
    internal static ImmutableArray<SettingChange> Find(UpdateDefinition now, UpdateDefinition? before)
    {
        ImmutableArray<SettingChange>.Builder changes = ImmutableArray.CreateBuilder<SettingChange>();
        Add("kernel", before?.Kernel?.Version, now.Kernel?.Version, now.Kernel?.Reason);
        IEnumerable<string> names = now.Variables.Keys.Concat(before?.Variables.Keys ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        foreach (string name in names)
            Add(name, before?.Variables.GetValueOrDefault(name), now.Variables.GetValueOrDefault(name), null);
        return changes.ToImmutable();

        void Add(string name, string? from, string? to, string? reason)
        {
            if (from != to) changes.Add(new(name, from, to, reason));
        }
    }
}
