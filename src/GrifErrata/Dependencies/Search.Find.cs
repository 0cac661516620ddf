using System.Runtime.InteropServices;

namespace GrifErrata.Dependencies;

/// <content>The search itself: by number of changes, 0, 1, 2 and so on, always at the broken rule with the fewest ways out.</content>
internal sealed partial class Search
{
    private bool _isPruned;
    private int _depth;

    /// <summary>Steps made so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Whether the bound on steps ended the search.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Finds the fewest changes after <see cref="Start"/>; the result is then in <see cref="Added"/> and <see cref="Left"/>.</summary>
    /// <returns>False where there is no way, or none was found (<see cref="IsCut"/>).</returns>
    public bool Find(IComparer<int> rank)
    {
        int most = Cost() + LowerBound().Bound;
        while (true)
        {
            _isPruned = false;
            _depth = 0;
            if (Descend(most, rank)) return true;
            if (IsCut || !_isPruned) return false;
            most++;
        }
    }

    /// <summary>Finds whether there is any way, whatever it costs.</summary>
    public bool FindAny(IComparer<int> rank)
    {
        _depth = 0;
        return Descend(int.MaxValue, rank);
    }

    /// <summary>The update's packages.</summary>
    public HashSet<int> Locked => _locked;

    /// <summary>Whether the search has decided about a package.</summary>
    public bool IsDecided(int package) => _value[package] != 0;

    /// <summary>A rule that does not hold as things are, or -1.</summary>
    public int FirstBroken() => LowerBound().Clause;

    /// <summary>Tries each way out of a broken rule, for an explanation: the package, what it ran into, or the next broken rule.</summary>
    public IEnumerable<(int Package, (int Literal, Reason Reason, int Clause) Conflict, int Next)> TryEach(int clause, IComparer<int> rank)
    {
        foreach (int literal in Choices(clause, rank))
        {
            if (IsAuxiliary(literal >> 1) || (literal & 1) == 1) continue;
            int mark = _trail.Count;
            bool goesOn = Set(literal, new(ReasonKind.Forced, -1, -1, clause)) && Propagate();
            yield return (literal >> 1, Conflict, goesOn ? LowerBound().Clause : -1);
            Undo(mark);
        }
    }

    /// <summary>The update's packages that took part in a failed <see cref="Start"/>.</summary>
    public HashSet<int> LockedOfConflict()
    {
        HashSet<int> found = [], seen = [];
        Stack<int> open = new();
        void Follow(Reason reason)
        {
            if (reason.Clause >= 0)
            {
                foreach (int literal in Clause(reason.Clause).Literals.Span) open.Push(literal >> 1);
            }
            else if (reason.Package >= 0) open.Push(reason.Package);
        }

        if (Conflict.Clause >= 0) Follow(new(ReasonKind.Forced, -1, -1, Conflict.Clause));
        else
        {
            open.Push(Conflict.Literal >> 1);
            Follow(Conflict.Reason);
            if (Conflict.Reason.Kind == ReasonKind.Locked) found.Add(Conflict.Reason.Package);
        }

        while (open.TryPop(out int variable))
        {
            if (!seen.Add(variable) || _value[variable] == 0) continue;
            if (_reason[variable].Kind == ReasonKind.Locked) found.Add(variable);
            else Follow(_reason[variable]);
        }

        return found;
    }

    /// <summary>The packages that come besides the update, in ascending order.</summary>
    public IEnumerable<int> Added => Decided().Where(v => _value[v] > 0 && !_installed.Has[v] && !_locked.Contains(v)).Order();

    /// <summary>The installed packages that leave and whose name does not come back in their place, in ascending order.</summary>
    public IEnumerable<int> Left => Decided().Where(v => _value[v] < 0 && _installed.Has[v] && !ComesBack(v)).Order();

    /// <summary>Whether a package is in the result.</summary>
    public bool IsIn(int package) => _value[package] == 0 ? _installed.Has[package] : _value[package] > 0;

    /// <summary>Why a package came or left.</summary>
    public Reason ReasonOf(int package) => _reason[package];

    /// <summary>The obsoletes by which a package in the result takes this one away, or null; of several the first by name, whatever their order in the metadata.</summary>
    public Reason? ObsoletedBy(int package)
    {
        int name = _installed.NameOf(package);
        if (name < 0) return null;
        Reason? first = null;
        foreach (int other in _table.ObsoletesByName[name])
        {
            if (!IsIn(other) || _table.NameOf(other) == name) continue;
            if (first is { } known && string.CompareOrdinal(_table.Nevra(other).ToString(), _table.Nevra(known.Package).ToString()) >= 0) continue;
            foreach (int dependency in _table.Obsoletes[other])
            {
                if (_dependencies.Name(dependency) != name || !_world.Matches(_installed.Version(package), dependency)) continue;
                first = new(ReasonKind.Obsoletes, other, dependency);
                break;
            }
        }

        return first;
    }

    /// <summary>The rule that a clause stands for, and its literals.</summary>
    public (Reason Source, ReadOnlyMemory<int> Literals) Clause(int clause) => (_clauses[clause].Source, _literals.GetRange(_clauses[clause].Start, _clauses[clause].End - _clauses[clause].Start).ToArray());

    private IEnumerable<int> Decided() => _trail.Select(l => l >> 1).Where(v => !IsAuxiliary(v));

    private bool ComesBack(int package) => _world.Named(_installed.NameOf(package), _installed)
        .Any(other => other != package && IsIn(other) && PackageArch.Displace(_installed.Arch(other), _installed.Arch(package)));

    private bool Descend(int most, IComparer<int> rank)
    {
        if (++Steps > _world.Options.MaxSteps)
        {
            IsCut = true;
            return false;
        }

        (int bound, int clause) = LowerBound();
        if (Cost() + bound > most)
        {
            _isPruned = true;
            return false;
        }

        if (clause < 0) return true;
        int entry = _trail.Count;
        foreach (int literal in Choices(clause, rank))
        {
            int mark = _trail.Count;
            _depth++;
            if (Set(literal, new(ReasonKind.Forced, -1, -1, clause)) && Propagate() && Descend(most, rank)) return true;
            _depth--;
            if (IsCut) return false;
            Undo(mark);

            // What was tried does not have to be tried again below the other ways.
            _depth++;
            bool goesOn = Set(literal ^ 1, new(ReasonKind.Tried, -1, -1, clause)) && Propagate();
            _depth--;
            if (!goesOn) break;
        }

        Undo(entry);
        return false;
    }

    private int[] Choices(int clause, IComparer<int> rank)
    {
        (int start, int end, _) = _clauses[clause];
        return [.. _literals.GetRange(start, end - start).Where(l => _value[l >> 1] == 0)
            .OrderBy(l => l & 1).ThenBy(l => IsAuxiliary(l >> 1) ? 0 : 1).ThenBy(l => l >> 1, Comparer<int>.Create((a, b) => IsAuxiliary(a) || IsAuxiliary(b) ? a.CompareTo(b) : rank.Compare(a, b)))];
    }

    private int Cost()
    {
        int cost = 0;
        foreach (int literal in CollectionsMarshal.AsSpan(_trail))
        {
            int variable = literal >> 1;
            if (IsAuxiliary(variable)) continue;
            if ((literal & 1) == 0) cost += _installed.Has[variable] || _locked.Contains(variable) ? 0 : 1;
            else if (_installed.Has[variable] && Leaves(variable)) cost++;
        }

        return cost;
    }

    // Whether nothing of its name can come in its place any more.
    private bool Leaves(int package)
    {
        foreach (int other in _world.Named(_installed.NameOf(package), _installed))
        {
            if (other == package || _value[other] < 0) continue;
            if (_value[other] == 0 && !_installed.Has[other] && !_world.IsCandidate(other)) continue;
            if (PackageArch.Displace(_installed.Arch(other), _installed.Arch(package))) return false;
        }

        return true;
    }
}
