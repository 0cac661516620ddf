using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;

namespace GrifErrata.Pan;

/// <summary>Says blocks of a fix in words, for the change log, the review and the command.</summary>
public static class FixText
{
    /// <summary>What a step does.</summary>
    public static string Of(FixAction action) => action switch
    {
        FixAction.Add { IfMissing: true } add => $"add {add.Package} if there is no {add.Package.Name}",
        FixAction.Add add => $"add {add.Package}",
        FixAction.Raise raise => $"raise to {raise.Package}",
        FixAction.Delete delete => $"delete {delete.Name}",
        FixAction.Replace replace => replace.By.All(b => b.Name == replace.Name)
            ? $"delete {replace.Name}, add {string.Join(", ", replace.By)}"
            : $"replace {replace.Name} by {string.Join(", ", replace.By)}",
        _ => string.Empty,
    };

    /// <summary>The packages that a step is about, <c>name.arch</c> where it has one.</summary>
    public static IEnumerable<string> Names(FixAction action) => action switch
    {
        FixAction.Add add => [$"{add.Package.Name}.{add.Package.Arch}"],
        FixAction.Raise raise => [$"{raise.Package.Name}.{raise.Package.Arch}"],
        FixAction.Delete delete => [delete.Name],
        FixAction.Replace replace => [replace.Name, .. replace.By.Select(b => $"{b.Name}.{b.Arch}")],
        _ => [],
    };

    /// <summary>On which machines a block is for: <c>with a, or with b and c, without d</c>.</summary>
    public static string When(FixBlock block)
    {
        string when = string.Join(", or with ", block.When);
        when = when.Length == 0 ? "every machine" : $"with {when}";
        return block.Unless.IsEmpty ? when : $"{when}, without {Some(block.Unless)}";
    }

    /// <summary>Why, in one line.</summary>
    public static string Because(FixBlock block) => string.Join("; ", block.Because);

    private static string Some(ImmutableArray<string> names) => names.Length <= 3 ? string.Join(" or ", names) : $"{string.Join(" or ", names.Take(3))} or {names.Length - 3} more";
}
