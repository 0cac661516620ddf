using System.Runtime.InteropServices;

namespace GrifErrata.Dependencies;

/// <content>How many changes are needed at least: with a good bound the first way down is the right one.</content>
internal sealed partial class Search
{
    private readonly Dictionary<int, int[]> _replacements = [];
    private readonly Dictionary<int, int[]> _needs = [];
    private readonly HashSet<int> _touched = [];
    private readonly HashSet<int> _names = [];
    private readonly Queue<int> _openNames = new();
    private readonly List<int> _broken = [];

    // Names that must come count one each, with those that all their versions need; then broken rules that share no way out with
    // these or with each other. The rule with the fewest ways out comes with the count.
    private (int Bound, int Clause) LowerBound()
    {
        int best = -1, fewest = int.MaxValue;
        _touched.Clear();
        _names.Clear();
        _broken.Clear();
        Span<(int Start, int End, Reason Source)> clauses = CollectionsMarshal.AsSpan(_clauses);
        ReadOnlySpan<int> literals = CollectionsMarshal.AsSpan(_literals);
        for (int clause = 0; clause < clauses.Length; clause++)
        {
            ReadOnlySpan<int> all = literals[clauses[clause].Start..clauses[clause].End];
            int free = 0;
            bool holds = false;
            foreach (int literal in all)
            {
                if (HoldsByDefault(literal))
                {
                    holds = true;
                    break;
                }

                if (_value[literal >> 1] == 0) free++;
            }

            if (holds) continue;
            if (free < fewest) (fewest, best) = (free, clause);
            if (NameOfAll(all) is >= 0 and int name) _names.Add(name);
            else _broken.Add(clause);
        }

        int bound = CountNames();
        foreach (int clause in _broken)
        {
            if (IsApart(literals[clauses[clause].Start..clauses[clause].End])) bound++;
        }

        return (bound, best);
    }

    // The one name that all free literals of a clause bring, or -1.
    private int NameOfAll(ReadOnlySpan<int> literals)
    {
        int name = -1;
        foreach (int literal in literals)
        {
            int variable = literal >> 1;
            if (_value[variable] != 0) continue;
            if ((literal & 1) == 1 || IsAuxiliary(variable) || _installed.Has[variable]) return -1;
            int own = _table.NameOf(variable);
            if (name >= 0 && own != name) return -1;
            name = own;
        }

        return name;
    }

    private int CountNames()
    {
        foreach (int name in _names) _openNames.Enqueue(name);
        while (_openNames.TryDequeue(out int name))
        {
            foreach (int package in _table.ByName[name]) _touched.Add(package);
            foreach (int needed in Needs(name))
            {
                // One that is in the result already is paid for.
                if (!HasNewcomer(needed) && _names.Add(needed)) _openNames.Enqueue(needed);
            }
        }

        return _names.Count;
    }

    private bool HasNewcomer(int name)
    {
        foreach (int package in _table.ByName[name])
        {
            if (_value[package] > 0 && !_installed.Has[package]) return true;
        }

        return false;
    }

    /// <summary>The names without which no newcomer of a name can be: each of its versions requires something that only that name has, and the machine has not.</summary>
    private int[] Needs(int name)
    {
        if (_needs.TryGetValue(name, out int[]? known)) return known;
        HashSet<int>? common = null;
        foreach (int package in _table.ByName[name])
        {
            if (_installed.Has[package] || !_world.IsAllowed(package, _installed, _locked)) continue;
            HashSet<int> own = [];
            foreach (int dependency in _table.Requires[package])
            {
                if (!_dependencies.IsRich(dependency) && OnlyNameOf(dependency) is >= 0 and int needed && needed != name) own.Add(needed);
            }

            if (common is null) common = own;
            else common.IntersectWith(own);
            if (common.Count == 0) break;
        }

        _needs.Add(name, known = common is null ? [] : [.. common]);
        return known;
    }

    private int OnlyNameOf(int dependency)
    {
        int name = -1;
        foreach (int provider in _table.ProvidersOf(dependency))
        {
            if (_installed.Has[provider]) return -1;
            if (!_world.IsAllowed(provider, _installed, _locked)) continue;
            int own = _table.NameOf(provider);
            if (name >= 0 && own != name) return -1;
            name = own;
        }

        return name >= 0 && !_installed.ForeignProvidersOf(dependency).Any() ? name : -1;
    }

    private bool IsApart(ReadOnlySpan<int> literals)
    {
        foreach (int literal in literals)
        {
            int variable = literal >> 1;
            if (_value[variable] != 0) continue;
            if (IsAuxiliary(variable) || _touched.Contains(variable)) return false;
            if ((literal & 1) == 0) continue;
            foreach (int other in ReplacementsOf(variable))
            {
                if (_touched.Contains(other)) return false;
            }
        }

        foreach (int literal in literals)
        {
            int variable = literal >> 1;
            if (_value[variable] != 0) continue;
            _touched.Add(variable);
            if ((literal & 1) == 1) _touched.UnionWith(ReplacementsOf(variable));
        }

        return true;
    }

    private int[] ReplacementsOf(int package)
    {
        if (!_replacements.TryGetValue(package, out int[]? all)) _replacements.Add(package, all = [.. _world.Replacements(package, _installed, _locked)]);
        return all;
    }
}
