namespace GrifErrata.Dependencies;

/// <summary>Says the rules of a search in words.</summary>
internal sealed class RuleText(Search search, CheckWorld world, InstalledPackages installed)
{
    /// <summary>Why a package comes or leaves.</summary>
    public string Because(int package)
    {
        if (!search.IsIn(package) && search.ObsoletedBy(package) is { } obsoletes) return Of(obsoletes, package);
        Reason reason = search.ReasonOf(package);
        if (reason.Clause < 0) return Of(reason, package);
        (Reason source, _) = search.Clause(reason.Clause);

        // It takes the place of a package that had to leave: why that one had to.
        return source.Kind == ReasonKind.Stays && source.Package != package ? Because(source.Package, source) : Of(source, package) + Lost(source);
    }

    private string Because(int left, Reason source)
    {
        Reason reason = search.ReasonOf(left);
        if (reason.Clause < 0) return Of(reason, left);
        (Reason rule, _) = search.Clause(reason.Clause);
        return rule == source ? Of(source, left) : Of(rule, left) + Lost(rule);
    }

    /// <summary>Who provided what a rule requires and went, as the end of a sentence; empty where nobody did.</summary>
    public string Lost(Reason rule)
    {
        if (rule.Kind != ReasonKind.Requires || world.Table.Dependencies.IsRich(rule.Dependency)) return string.Empty;
        foreach (int provider in world.Table.ProvidersOf(rule.Dependency))
        {
            if (!installed.Has[provider] || search.IsIn(provider)) continue;
            Reason why = search.ReasonOf(provider);
            return why.Kind == ReasonKind.SameName ? $", which {Name(why.Package)} no longer provides" : $", which {Name(provider)} provided";
        }

        return string.Empty;
    }

    /// <summary>A rule about a package.</summary>
    public string Of(Reason reason, int about) => reason.Kind switch
    {
        ReasonKind.Locked => $"{Name(reason.Package)} is in the update",
        ReasonKind.Requires => $"{Name(reason.Package)} requires {Dependency(reason)}",
        ReasonKind.Rich => $"{Name(reason.Package)} says {Dependency(reason)}",
        ReasonKind.Stays => $"{Name(reason.Package)} stays, or something takes its place",
        ReasonKind.SameName => $"{Name(reason.Package)} takes the place of {Name(about)}",
        ReasonKind.Twin => $"{Name(reason.Package)} and {Name(about)} must have one version",
        ReasonKind.Obsoletes => reason.Package == about ? $"{Name(about)} obsoletes {Dependency(reason)}" : $"{Name(reason.Package)} obsoletes {Name(about)} ({Dependency(reason)})",
        ReasonKind.Conflicts => $"{Name(reason.Package)} conflicts with {Dependency(reason)}",
        _ => $"{Name(about)} is one way to meet it",
    };

    /// <summary>The dependency of a rule.</summary>
    public string Dependency(Reason reason) => world.Table.Dependencies.Text(reason.Dependency);

    /// <summary>A package.</summary>
    public string Name(int package) => installed.Nevra(package).ToString();
}
