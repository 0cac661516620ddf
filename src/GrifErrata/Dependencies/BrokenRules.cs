using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>A rule of rpm's that a machine's packages break.</summary>
/// <param name="Package">The package whose rule it is.</param>
/// <param name="Text">In words.</param>
public sealed record BrokenRule(Nevra Package, string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>What is not right about a machine's packages by rpm's rules: requirements that nothing meets, conflicts, obsoleted names, twins apart.</summary>
public static class BrokenRules
{
    /// <summary>All of it, each once, in ordinal order of the words.</summary>
    /// <param name="table">The packages of the repositories; what they do not have requires nothing.</param>
    /// <param name="machine">The machine's packages.</param>
    public static IReadOnlyList<BrokenRule> Of(PackageTable table, IReadOnlyCollection<Nevra> machine)
    {
        InstalledPackages installed = new(table, machine);
        DependencyTable dependencies = table.Dependencies;
        SortedDictionary<string, BrokenRule> broken = new(StringComparer.Ordinal);
        void Add(int package, string text) => broken.TryAdd(text, new(installed.Nevra(package), text));
        foreach (int package in installed.All)
        {
            if (installed.IsForeign(package)) continue;
            foreach (int requirement in table.Requires[package])
            {
                bool met = dependencies.IsRich(requirement)
                    ? dependencies.Rich(requirement) is not { } rich || Meets(installed, rich)
                    : installed.Meets(requirement) || table.CannotKnow(requirement);
                if (!met) Add(package, $"{table.Nevra(package)} requires {dependencies.Text(requirement)}");
            }

            foreach (int conflict in table.Conflicts[package])
            {
                bool hit = dependencies.IsRich(conflict)
                    ? dependencies.Rich(conflict) is { } rich && Meets(installed, rich)
                    : Others(table, installed, conflict, package).Any();
                if (hit) Add(package, $"{table.Nevra(package)} conflicts with {dependencies.Text(conflict)}");
            }

            foreach (int obsoletes in table.Obsoletes[package])
            {
                foreach (int other in installed.All)
                {
                    if (other == package || installed.NameOf(other) != dependencies.Name(obsoletes) || installed.NameOf(other) == table.NameOf(package)) continue;
                    if (DependencyVersion.Overlap(Comparison.Equal, installed.Version(other), dependencies.Operator(obsoletes), dependencies.Version(obsoletes)))
                        Add(package, $"{table.Nevra(package)} obsoletes {installed.Nevra(other)}");
                }
            }
        }

        foreach (IGrouping<int, int> name in installed.All.GroupBy(installed.NameOf).Where(g => g.Key >= 0 && g.Count() > 1))
        {
            foreach (int left in name)
            {
                foreach (int right in name)
                {
                    if (PackageArch.Colour(installed.Arch(left)) == 1 && PackageArch.Colour(installed.Arch(right)) == 2 && installed.Version(left).CompareTo(installed.Version(right)) != 0)
                        Add(left, $"{installed.Nevra(left)} and {installed.Nevra(right)} have different versions");
                }
            }
        }

        return [.. broken.Values];
    }

    /// <summary>What is not right after a change and was right before it.</summary>
    /// <param name="table">The packages of the repositories.</param>
    /// <param name="before">The machine's packages before.</param>
    /// <param name="after">Its packages after.</param>
    public static IReadOnlyList<BrokenRule> Between(PackageTable table, IReadOnlyCollection<Nevra> before, IReadOnlyCollection<Nevra> after)
    {
        HashSet<string> broken = [.. Of(table, before).Select(b => b.Text)];
        return [.. Of(table, after).Where(b => !broken.Contains(b.Text))];
    }

    private static IEnumerable<int> Others(PackageTable table, InstalledPackages installed, int dependency, int package) =>
        table.ProvidersOf(dependency).ToArray().Where(p => p != package && installed.Has[p]);

    private static bool Meets(InstalledPackages installed, RichDependency rich)
    {
        bool Part(int index) => Meets(installed, rich.Parts[index]);
        return rich.Operator switch
        {
            RichOperator.Atom => installed.Meets(rich.Dependency),
            RichOperator.And => rich.Parts.All(p => Meets(installed, p)),
            RichOperator.Or => rich.Parts.Any(p => Meets(installed, p)),
            RichOperator.If => Part(1) ? Part(0) : rich.Parts.Count < 3 || Part(2),
            RichOperator.Unless => Part(1) ? rich.Parts.Count == 3 && Part(2) : Part(0),
            _ => One(installed, rich).Count > 0,
        };
    }

    // with and without: one package meets all, or the first and not the second.
    private static HashSet<int> One(InstalledPackages installed, RichDependency rich)
    {
        if (rich.Operator == RichOperator.Atom) return [.. installed.Table.ProvidersOf(rich.Dependency).ToArray().Where(p => installed.Has[p])];
        HashSet<int> all = [];
        for (int i = 0; i < rich.Parts.Count; i++)
        {
            HashSet<int> part = One(installed, rich.Parts[i]);
            if (i == 0 || rich.Operator == RichOperator.Or) all.UnionWith(part);
            else if (rich.Operator == RichOperator.Without) all.ExceptWith(part);
            else all.IntersectWith(part);
        }

        return all;
    }
}
