namespace GrifErrata.Dependencies;

/// <content>Rich dependencies, as clauses with auxiliary variables: a part that must hold if its variable does.</content>
internal sealed partial class Search
{
    private bool RequireRich(int package, int dependency)
    {
        if (!_known.Add((package, dependency))) return true;
        RichDependency? rich = _dependencies.Rich(dependency);
        if (_installed.Has[package] && (rich is null || !HoldsOnMachine(rich))) return true;
        List<int> literals = [No(package)];

        // A text that is no dependency is met by nothing.
        if (rich is not null && !Encode(rich, true, literals, package, dependency)) return !_encodingFailed;
        return Add([.. literals], new(ReasonKind.Requires, package, dependency));
    }

    private bool ConflictRich(int package, int dependency)
    {
        if (!_known.Add((package, ~dependency))) return true;
        if (_dependencies.Rich(dependency) is not { } rich || (_installed.Has[package] && HoldsOnMachine(rich))) return true;
        List<int> literals = [No(package)];
        _isConflict = true;
        bool isRule = Encode(rich, false, literals, package, dependency);
        _isConflict = false;
        if (!isRule) return !_encodingFailed;
        return Add([.. literals], new(ReasonKind.Conflicts, package, dependency));
    }

    /// <summary>Whether the machine, as it is, meets a rich dependency.</summary>
    public bool MeetsRich(int dependency) => _dependencies.Rich(dependency) is { } rich && HoldsOnMachine(rich);

    private bool _encodingFailed;
    private bool _isConflict;

    /// <summary>Adds literals of which one must hold for a part to hold (or, not wanted, to fail).</summary>
    /// <returns>False where it always holds, or where a clause failed (<see cref="_encodingFailed"/>).</returns>
    private bool Encode(RichDependency part, bool wanted, List<int> literals, int package, int source)
    {
        switch (part.Operator)
        {
            case RichOperator.Atom or RichOperator.With or RichOperator.Without:
                return EncodeSet(part, wanted, literals, package, source);
            case RichOperator.If:
                // a if b = a or not b; with else: also c or b.
                RichDependency first = new(RichOperator.Or, -1, [part.Parts[0]]);
                if (part.Parts.Count == 2) return EncodeJoin([(first, wanted), (part.Parts[1], !wanted)], wanted, literals, package, source);
                return EncodeAll([[(part.Parts[0], true), (part.Parts[1], false)], [(part.Parts[2], true), (part.Parts[1], true)]], wanted, literals, package, source);
            case RichOperator.Unless:
                // a unless b = a and not b; with else: or c and b, which is (a or b) and (c or not b).
                if (part.Parts.Count == 2) return EncodeAll([[(part.Parts[0], true)], [(part.Parts[1], false)]], wanted, literals, package, source);
                return EncodeAll([[(part.Parts[0], true), (part.Parts[1], true)], [(part.Parts[2], true), (part.Parts[1], false)]], wanted, literals, package, source);
            default:
                return part.Operator == RichOperator.Or
                    ? EncodeJoin([.. part.Parts.Select(p => (p, wanted))], wanted, literals, package, source)
                    : EncodeAll([.. part.Parts.Select(p => new[] { (p, true) })], wanted, literals, package, source);
        }
    }

    // A disjunction if wanted, else the conjunction of the parts that are given negated.
    private bool EncodeJoin((RichDependency Part, bool Wanted)[] parts, bool isDisjunction, List<int> literals, int package, int source)
    {
        if (!isDisjunction) return EncodeConjunction([.. parts.Select(p => new[] { p })], literals, package, source);
        foreach ((RichDependency part, bool wanted) in parts)
        {
            if (!Encode(part, wanted, literals, package, source)) return false;
        }

        return true;
    }

    // (x or y) and (z or ...), or its negation.
    private bool EncodeAll((RichDependency Part, bool Wanted)[][] groups, bool wanted, List<int> literals, int package, int source)
    {
        if (wanted) return EncodeConjunction(groups, literals, package, source);
        foreach ((RichDependency Part, bool Wanted)[] group in groups)
        {
            if (!EncodeConjunction([.. group.Select(g => new[] { (g.Part, !g.Wanted) })], literals, package, source)) return false;
        }

        return true;
    }

    private bool EncodeConjunction((RichDependency Part, bool Wanted)[][] groups, List<int> literals, int package, int source)
    {
        if (groups.Length == 1) return EncodeJoin(groups[0], true, literals, package, source);
        int auxiliary = NewVariable();
        bool always = true;
        foreach ((RichDependency Part, bool Wanted)[] group in groups)
        {
            List<int> clause = [No(auxiliary)];
            if (!EncodeJoin(group, true, clause, package, source))
            {
                if (_encodingFailed) return false;
                continue;
            }

            always = false;
            if (Add([.. clause], new(ReasonKind.Rich, package, source))) continue;
            _encodingFailed = true;
            return false;
        }

        if (always) return false;
        literals.Add(Yes(auxiliary));
        return true;
    }

    private bool EncodeSet(RichDependency part, bool wanted, List<int> literals, int package, int source)
    {
        SortedSet<int> set = SetOf(part);
        if (set.Count == 0 && part.Operator == RichOperator.Atom && _world.CannotKnow(part.Dependency))
        {
            UnknownFiles.Add(part.Dependency);
            return false;
        }

        if (wanted)
        {
            if (set.Contains(package)) return false;
            literals.AddRange(set.Where(p => _world.IsAllowed(p, _installed, _locked)).Select(Yes));
            return true;
        }

        // A package never conflicts with itself; but what it provides counts in a condition of its own requirements.
        if (_isConflict) set.Remove(package);
        else if (set.Contains(package)) return true;
        if (set.Count == 0) return false;
        int auxiliary = NewVariable();
        foreach (int provider in set)
        {
            if (Add([No(auxiliary), No(provider)], new(ReasonKind.Rich, package, source))) continue;
            _encodingFailed = true;
            return false;
        }

        literals.Add(Yes(auxiliary));
        return true;
    }

    private SortedSet<int> SetOf(RichDependency part)
    {
        SortedSet<int> set = part.Operator == RichOperator.Atom
            ? [.. _table.ProvidersOf(part.Dependency), .. _installed.ForeignProvidersOf(part.Dependency)]
            : SetOf(part.Parts[0]);
        for (int i = 1; i < part.Parts.Count; i++)
        {
            SortedSet<int> other = SetOf(part.Parts[i]);
            if (part.Operator == RichOperator.Without) set.ExceptWith(other);
            else if (part.Operator == RichOperator.Or) set.UnionWith(other);
            else set.IntersectWith(other);
        }

        return set;
    }

    private bool HoldsOnMachine(RichDependency part) => part.Operator switch
    {
        RichOperator.Atom or RichOperator.With or RichOperator.Without => SetOf(part).Any(p => _installed.Has[p]),
        RichOperator.And => part.Parts.All(HoldsOnMachine),
        RichOperator.Or => part.Parts.Any(HoldsOnMachine),
        RichOperator.If => HoldsOnMachine(part.Parts[1]) ? HoldsOnMachine(part.Parts[0]) : part.Parts.Count < 3 || HoldsOnMachine(part.Parts[2]),
        _ => HoldsOnMachine(part.Parts[1]) ? part.Parts.Count == 3 && HoldsOnMachine(part.Parts[2]) : HoldsOnMachine(part.Parts[0]),
    };
}
