using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>What checks of many machines found: what is the same on several of them once, with their names.</summary>
public sealed class CheckReport
{
    private readonly Dictionary<string, Group<CheckFinding>> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group<CheckChange>> _changes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group<CheckWarning>> _warnings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<CheckResult, int> _results = [];

    /// <summary>How many machines were added.</summary>
    public int Machines { get; private set; }

    /// <summary>Machines of which nothing is known, because the search was cut short; ordinal order.</summary>
    public IReadOnlyCollection<string> Unknown => _unknown;

    /// <summary>Why the update cannot be applied: the problem of the most machines first.</summary>
    public ImmutableArray<Shared<CheckFinding>> Problems =>
    [
        .. _problems.OrderByDescending(p => p.Value.Machines.Count).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Value.ToShared()),
    ];

    /// <summary>What the update needs besides itself: what comes by name, then what leaves.</summary>
    public ImmutableArray<Shared<CheckChange>> Changes =>
    [
        .. _changes.Values.OrderBy(c => c.What.Action == CheckAction.Remove).ThenBy(c => c.What.Package.Name, StringComparer.Ordinal)
            .ThenBy(c => c.What.Package.ToString(), StringComparer.Ordinal).ThenBy(c => c.What.Old?.ToString(), StringComparer.Ordinal)
            .ThenBy(c => string.Join('\n', c.What.Because), StringComparer.Ordinal).Select(c => c.ToShared()),
    ];

    /// <summary>What the checks could not see, and what was broken before; by code, then by text.</summary>
    public ImmutableArray<Shared<CheckWarning>> Warnings =>
    [
        .. _warnings.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => w.Value.ToShared()),
    ];

    /// <summary>How many machines had a verdict.</summary>
    public int Count(CheckResult result) => _results.GetValueOrDefault(result);

    /// <summary>Adds a machine.</summary>
    /// <param name="machine">Its name.</param>
    /// <param name="answer">What its check found.</param>
    /// <param name="problems">The answer's problems as they are to be told.</param>
    public void Add(string machine, CheckAnswer answer, IEnumerable<CheckFinding> problems)
    {
        Machines++;
        _results[answer.Result] = Count(answer.Result) + 1;
        if (answer.Result == CheckResult.Unknown) _unknown.Add(machine);
        foreach (CheckFinding problem in problems) Add(_problems, $"{problem.Code}\n{string.Join('\n', problem.Lines)}", problem, machine);
        foreach (CheckChange change in answer.Changes)
            Add(_changes, $"{change.Action} {change.Package} {change.Old}\n{string.Join('\n', change.Because)}\n{change.SameSource}", change, machine);
        foreach (CheckWarning warning in answer.Warnings) Add(_warnings, $"{warning.Code} {warning.Text}", warning, machine);
    }

    /// <summary>The first three of a list of machines and how many more there are; all where that is asked for.</summary>
    public static string Names(ImmutableArray<string> machines, bool all = false) => all || machines.Length <= 4
        ? string.Join(", ", machines)
        : $"{string.Join(", ", machines.Take(3))} and {machines.Length - 3} more";

    private static void Add<T>(Dictionary<string, Group<T>> groups, string key, T what, string machine)
    {
        if (!groups.TryGetValue(key, out Group<T>? group)) groups.Add(key, group = new(what, new(StringComparer.Ordinal)));
        group.Machines.Add(machine);
    }

    private sealed record Group<T>(T What, SortedSet<string> Machines)
    {
        public Shared<T> ToShared() => new(What, [.. Machines]);
    }
}

/// <summary>Something that several machines have in common.</summary>
/// <param name="What">What it is.</param>
/// <param name="Machines">Their names in ordinal order.</param>
public sealed record Shared<T>(T What, ImmutableArray<string> Machines);

/// <summary>A problem as it is told: the cause first, one step a line, the way out last.</summary>
/// <param name="Code">Code of its page in docs/diagnostics.</param>
/// <param name="Locked">The packages of the update that cannot be had together.</param>
/// <param name="Lines">The lines.</param>
public sealed record CheckFinding(string Code, ImmutableArray<Nevra> Locked, ImmutableArray<string> Lines)
{
    /// <summary>A problem of which nobody knows more than the check.</summary>
    public static CheckFinding Of(CheckProblem problem) => new(problem.Code, problem.Locked, [.. problem.Text.Split('\n')]);
}
