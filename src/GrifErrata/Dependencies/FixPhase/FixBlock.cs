using System.Collections.Immutable;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies.FixPhase;

/// <summary>A conditional statement of the <c>-fix</c> template.</summary>
/// <param name="Rule">Why it is there.</param>
/// <param name="When">One of these must hold; empty: on every machine.</param>
/// <param name="Unless">Names of which a machine may have none.</param>
/// <param name="Actions">What is done, in this order.</param>
/// <param name="Because">Why, one reason an item.</param>
public sealed record FixBlock(
    FixRule Rule, ImmutableArray<FixCondition> When, ImmutableArray<string> Unless, ImmutableArray<FixAction> Actions, ImmutableArray<FixReason> Because);

/// <summary>Why a block does something.</summary>
/// <param name="Package">Name of the package that it is done to; empty where the reason is about the whole block.</param>
/// <param name="By">Name of the package that calls for it; empty where none does.</param>
/// <param name="Text">In words.</param>
public sealed record FixReason(string Package, string By, string Text)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => Package.Length == 0 ? Text : $"{Package}: {Text}";
}

/// <summary>Packages that a machine must all have.</summary>
/// <param name="All">The packages, in ordinal order of their texts.</param>
public sealed record FixCondition(ImmutableArray<FixPresence> All)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => string.Join(" and ", All);
}

/// <summary>A package that a machine has: of any version, or one build of one architecture.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Build">The build, or null for any.</param>
public sealed record FixPresence(string Name, Nevra? Build)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => Build?.ToString() ?? Name;
}

/// <summary>Why a block is there.</summary>
public enum FixRule
{
    /// <summary>A package became noarch, or stopped being it.</summary>
    ArchChange,

    /// <summary>A package of the version obsoletes another name.</summary>
    Rename,

    /// <summary>A raised package requires what it did not before.</summary>
    Requirement,

    /// <summary>A raised package no longer provides what another requires.</summary>
    Broken,

    /// <summary>The 32-bit build of a raised package must have its version.</summary>
    Twin,

    /// <summary>Written by a person.</summary>
    ByHand,
}

/// <summary>What a block does to a machine's packages.</summary>
public abstract record FixAction
{
    private FixAction()
    {
    }

    /// <summary>The build that a step sets under its own name, or null.</summary>
    public Nevra? Sets => this switch
    {
        Add add => add.Package,
        Raise raise => raise.Package,
        _ => null,
    };

    /// <summary>The name that a step takes away, or null.</summary>
    public string? Removes => this switch
    {
        Delete delete => delete.Name,
        Replace replace => replace.Name,
        _ => null,
    };

    /// <summary>Sets a package, whether it is there or not; other architectures of its name stay (<c>pkg_repl</c>).</summary>
    /// <param name="Package">The build.</param>
    /// <param name="IfMissing">Only where the machine has no package of the name: what it has will do.</param>
    public sealed record Add(Nevra Package, bool IfMissing) : FixAction;

    /// <summary>Sets a package where the machine has the name in that architecture (<c>pkg_ronly</c>).</summary>
    /// <param name="Package">The build.</param>
    public sealed record Raise(Nevra Package) : FixAction;

    /// <summary>Takes all versions and architectures of a name away (<c>pkg_del</c>).</summary>
    /// <param name="Name">The name.</param>
    public sealed record Delete(string Name) : FixAction;

    /// <summary>Takes a name away and sets another in the architectures in which it was there.</summary>
    /// <param name="Name">The name that goes.</param>
    /// <param name="By">What comes, one an architecture; a noarch build for any architecture.</param>
    public sealed record Replace(string Name, ImmutableArray<Nevra> By) : FixAction;
}
