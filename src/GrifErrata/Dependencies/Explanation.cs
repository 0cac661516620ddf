namespace GrifErrata.Dependencies;

/// <summary>Tells in words why packages cannot be had together: the cause first, one step a line, and what would help.</summary>
internal sealed class Explanation(CheckWorld world, InstalledPackages installed, PackageRank rank)
{
    private const int MostLines = 14;
    private const int MostProviders = 3;
    private readonly List<string> _lines = [];
    private readonly HashSet<int> _told = [];
    private readonly List<string> _missing = [];

    /// <summary>The problem of the smallest set of an update's packages that fails.</summary>
    public CheckProblem Of(IReadOnlyList<int> core)
    {
        Search search = new(world, installed, core);
        if (!search.Start()) Tell(search, search.Conflict);
        else Tell(search, search.FirstBroken(), 0);
        List<string> lines = [.. _lines.Distinct(StringComparer.Ordinal)];
        if (lines.Count > MostLines) lines = [.. lines.Take(MostLines), $"and {lines.Count - MostLines} more steps"];
        return new([.. core.Select(installed.Nevra)], [.. lines], [.. _missing], DependencyDiagnostics.Impossible.Code);
    }

    private void Tell(Search search, (int Literal, Reason Reason, int Clause) conflict)
    {
        if (conflict.Clause >= 0)
        {
            TellClause(search, conflict.Clause, -1);
            return;
        }

        int package = conflict.Literal >> 1;
        TellWhy(search, package);
        if (conflict.Reason.Clause >= 0) TellClause(search, conflict.Reason.Clause, -1);
        else
        {
            TellWhy(search, conflict.Reason.Package);
            if (conflict.Reason.Kind == ReasonKind.Locked) return;
            _lines.Add(new RuleText(search, world, installed).Of(conflict.Reason, package));
        }
    }

    // Several ways are left, and each fails: the rule, and for each way what fails there.
    private void Tell(Search search, int clause, int depth)
    {
        if (clause < 0) return;
        TellClause(search, clause, -1);
        if (depth > 2) return;
        foreach ((int package, (int Literal, Reason Reason, int Clause) conflict, int next) in search.TryEach(clause, rank))
        {
            if (_lines.Count > MostLines) return;
            _lines.Add($"with {installed.Nevra(package)}:");
            if (next >= 0) _lines.Add("  more is needed that cannot be had");
            else
            {
                RuleText text = new(search, world, installed);
                _lines.Add("  " + (conflict.Clause >= 0 ? Sentence(search, conflict.Clause) : text.Of(conflict.Reason, conflict.Literal >> 1)));
            }
        }
    }

    private void TellWhy(Search search, int package)
    {
        if (package < 0 || package >= installed.Count || !_told.Add(package)) return;
        Reason reason = search.ReasonOf(package);
        if (!search.IsDecided(package) || reason.Kind == ReasonKind.Locked) return;
        if (reason.Clause >= 0)
        {
            TellClause(search, reason.Clause, package);
            return;
        }

        TellWhy(search, reason.Package);

        // That a new version takes the place of the old one is said where it matters.
        if (reason.Kind != ReasonKind.SameName) _lines.Add(new RuleText(search, world, installed).Of(reason, package));
    }

    private void TellClause(Search search, int clause, int forced)
    {
        (Reason source, ReadOnlyMemory<int> literals) = search.Clause(clause);
        foreach (int literal in literals.ToArray().Select(l => l >> 1).Where(v => v != forced && v < installed.Count)) TellWhy(search, literal);
        string sentence = Sentence(search, clause);
        if (forced >= 0 && search.IsIn(forced) && forced != source.Package)
            sentence += source.Kind == ReasonKind.Stays ? $"; only {installed.Nevra(forced)} can" : $"; only {installed.Nevra(forced)} provides it";
        _lines.Add(sentence);
    }

    private string Sentence(Search search, int clause)
    {
        (Reason source, ReadOnlyMemory<int> literals) = search.Clause(clause);
        RuleText text = new(search, world, installed);
        if (source.Kind == ReasonKind.Stays)
        {
            return $"{installed.Nevra(source.Package)} cannot just go" + (literals.Length == 1 ? ", and nothing takes its place" : string.Empty);
        }

        if (source.Kind != ReasonKind.Requires || world.Table.Dependencies.IsRich(source.Dependency)) return text.Of(source, source.Package);
        string requirement = $"{installed.Nevra(source.Package)} requires {text.Dependency(source)}";
        string wanted = text.Dependency(source);
        foreach (int lost in literals.ToArray().Select(l => l >> 1).Where(v => v < installed.Count && v != source.Package && installed.Has[v] && !search.IsIn(v)))
        {
            Reason why = search.ReasonOf(lost);
            if (why.Kind != ReasonKind.SameName) continue;
            _lines.Add($"{installed.Nevra(why.Package)} no longer provides {wanted}, {installed.Nevra(lost)} did");
        }

        List<string> others = [];
        List<int> left = [];
        foreach (int provider in world.Table.ProvidersOf(source.Dependency))
        {
            if (world.IsAllowed(provider, installed, search.Locked)) continue;
            others.Add($"{installed.Nevra(provider)}{WhyNot(provider)}");
            if (IsLeftOutByStream(provider)) left.Add(provider);
        }

        bool nothing = literals.ToArray().Select(l => l >> 1).All(v => v == source.Package || (v < installed.Count && search.IsDecided(v) && !search.IsIn(v)));
        if (!nothing) return requirement;
        foreach (int provider in left.Take(MostProviders)) _lines.Add($"{installed.Nevra(provider)} {world.Streams!.WhyNot(provider)}");
        string streams = string.Concat(left.Select(p => world.Streams!.StreamOf(p)).Where(s => s is not null).Distinct().Take(MostProviders).Select(s => $", or {s} enabled on the machine"));
        string missing = $"a build of {installed.Nevra(source.Package).Name} that does without {wanted}, or a package that provides it{streams}";
        if (!_missing.Contains(missing)) _missing.Add(missing);
        return requirement + (others.Count > 0 ? $", which only {string.Join(", and ", others.Take(MostProviders))} has"
            : literals.Length == 1 ? "; nothing provides it" : "; nothing else provides it");
    }

    // What its stream leaves out is told in a line of its own, with the stream.
    private bool IsLeftOutByStream(int package) => world.Streams is { } streams && !streams.Allows(package);

    private string WhyNot(int package)
    {
        string name = installed.Nevra(package).Name;
        if (world.Options.Kernel.Holds(name)) return ", held by the kernel rule,";
        if (IsLeftOutByStream(package)) return string.Empty;
        return world.Options.Cutoff is { } cutoff && world.Table.BuildTime(package) > cutoff ? ", built after the cutoff," : ", of another architecture,";
    }
}
