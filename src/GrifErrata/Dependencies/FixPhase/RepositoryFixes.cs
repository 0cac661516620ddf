using System.Collections.Immutable;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>
/// What is left of a fix where machines follow repositories: yum and dnf pull in what a locked package needs. They do not follow a package to another
/// architecture or name, because a lock hides every other package of its name and whatever obsoletes it, and ncm-spma's <c>process_obsoletes</c>
/// is false by default; nor do they raise the 32-bit build of a locked 64-bit one.
/// </summary>
internal static class RepositoryFixes
{
    /// <summary>The blocks that stay, in their order, without what is added for dependencies alone.</summary>
    public static IEnumerable<FixBlock> Of(IEnumerable<FixBlock> blocks) => blocks.Where(Stays).Select(WithoutAdditions);

    /// <summary>Whether a person must still know: which of several packages comes is for dnf to choose.</summary>
    public static bool Stays(FixFinding finding) => finding.Descriptor != FixDiagnostics.Choice;

    private static bool Stays(FixBlock block) => block.Rule is FixRule.ArchChange or FixRule.Rename or FixRule.Twin or FixRule.ByHand;

    private static FixBlock WithoutAdditions(FixBlock block)
    {
        if (block.Rule != FixRule.Rename) return block;
        ImmutableArray<FixAction> actions = [.. block.Actions.Where(a => a is FixAction.Replace or FixAction.Delete)];

        // A reason that names who calls for it is that of an addition.
        return actions.Length == block.Actions.Length ? block : block with { Actions = actions, Because = [.. block.Because.Where(b => b.By.Length == 0)] };
    }
}
