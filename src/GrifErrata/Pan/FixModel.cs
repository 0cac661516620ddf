using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Pan;

/// <summary>What the template of the fixes sees.</summary>
/// <param name="Version">Update version.</param>
/// <param name="NodeOsVersion">Quattor's NODE_OS_VERSION.</param>
/// <param name="Blocks">What to do, in this order.</param>
public sealed record FixModel(string Version, string NodeOsVersion, ImmutableArray<FixModelBlock> Blocks)
{
    /// <summary>Whether a step also takes the place of packages that a profile names without a version, where these are locked.</summary>
    public bool LocksUnversioned { get; } = Blocks.Any(b => b.Actions.Any(a => a.Unversioned is not null));

    /// <summary>The model of a version's fixes.</summary>
    public static FixModel Of(UpdateVersion version, OsDefinition os, FixPlan fix) => new(version.Name, os.NodeOsVersion, [.. fix.Blocks.Select(b => FixModelBlock.Of(b, os))]);
}

/// <summary>A conditional statement.</summary>
/// <param name="Because">Why, one reason a line.</param>
/// <param name="When">One of these must hold, each a list of packages that a machine must all have; empty: on every machine.</param>
/// <param name="Unless">Names of which a machine may have none.</param>
/// <param name="Actions">What is done, in this order.</param>
public sealed record FixModelBlock(
    ImmutableArray<string> Because, ImmutableArray<ImmutableArray<FixModelPackage>> When, ImmutableArray<string> Unless, ImmutableArray<FixModelAction> Actions)
{
    internal static FixModelBlock Of(FixBlock block, OsDefinition os)
    {
        ImmutableArray<FixModelAction> actions = [.. block.Actions.Select(a => FixModelAction.Of(a, block, os)).Select(a => a with { Family = os.Families.Of(a.Name) })];
        return new(
            [.. block.Because.Select(b => b.ToString())],
            [.. block.When.Select(w => ImmutableArray.Create([.. w.All.Select(p => FixModelPackage.Of(p, actions))]))],
            block.Unless,
            actions);
    }
}

/// <summary>A package.</summary>
/// <param name="Name">Name.</param>
/// <param name="Version">Version and release, without epoch; empty in a condition for any.</param>
/// <param name="Arch">Architecture; empty in a condition for any.</param>
/// <param name="HasVersion">In a condition: the machine must have it with a version, not by its name alone.</param>
/// <param name="OrIsLocked">Of <c>HasVersion</c>: or packages without a version are locked.</param>
public sealed record FixModelPackage(string Name, string Version, string Arch, bool HasVersion, bool OrIsLocked)
{
    // What has no version in a profile is not locked by an update, and is not made so by a fix; but see FixModelAction.Unversioned.
    internal static FixModelPackage Of(FixPresence presence, ImmutableArray<FixModelAction> actions) => presence.Build is { } build ? Of(build)
        : actions.FirstOrDefault(a => a.Kind == "replace" && a.Name == presence.Name) is { } replaced ? new(presence.Name, string.Empty, string.Empty, true, replaced.Unversioned is not null)
        : new(presence.Name, string.Empty, string.Empty, false, false);

    // Pan has no epochs: ncm-spma's names do not, and one in a version fails the host.
    internal static FixModelPackage Of(Nevra nevra) => new(nevra.Name, nevra.Evr.VersionRelease, nevra.Arch, false, false);
}

/// <summary>A step of a block.</summary>
/// <param name="Kind"><c>add</c>, <c>raise</c>, <c>delete</c>, or <c>replace</c>.</param>
/// <param name="Name">The name that is set, or that goes.</param>
/// <param name="Version">Of <c>add</c> and <c>raise</c>: version and release.</param>
/// <param name="Arch">Of <c>add</c> and <c>raise</c>: architecture.</param>
/// <param name="IfMissing">Of <c>add</c>: only where the machine has nothing of the name.</param>
/// <param name="IsThere">Of <c>delete</c>: the block's condition says that the machine has the name.</param>
/// <param name="By">Of <c>replace</c>: what comes.</param>
/// <param name="Unversioned">Of <c>replace</c>: what comes where the profile names the package without a version and these are locked; null where they never are.</param>
public sealed record FixModelAction(
    string Kind, string Name, string Version, string Arch, bool IfMissing, bool IsThere, ImmutableArray<FixModelReplacement> By, FixModelPackage? Unversioned)
{
    /// <summary>The family of <see cref="Name"/>, which a site may hold; null if it is of none.</summary>
    public string? Family { get; init; }

    internal static FixModelAction Of(FixAction action, FixBlock block, OsDefinition os) => action switch
    {
        FixAction.Add add => new("add", add.Package.Name, add.Package.Evr.VersionRelease, add.Package.Arch, add.IfMissing, false, [], null),
        FixAction.Raise raise => new("raise", raise.Package.Name, raise.Package.Evr.VersionRelease, raise.Package.Arch, false, false, [], null),
        FixAction.Delete delete => new("delete", delete.Name, string.Empty, string.Empty, false, block.When.Length > 0 && block.When.All(w => w.All.Any(p => p.Name == delete.Name)), [], null),
        FixAction.Replace replace => new("replace", replace.Name, string.Empty, string.Empty, false, true,
            [.. replace.By.Select(b => new FixModelReplacement(FixModelPackage.Of(b), Replaced(replace.Name, b, os.Arch)))], InPlaceOfUnversioned(replace, os)),
        _ => throw new ArgumentException("No such step", nameof(action)),
    };

    // The table gives a name without a version the machine's own architecture, else noarch; it cannot give it another name.
    private static FixModelPackage? InPlaceOfUnversioned(FixAction.Replace replace, OsDefinition os)
    {
        if (!os.Pan.FollowsRepositories || replace.By.All(b => b.Name == replace.Name)) return null;
        Nevra[] by = [.. replace.By.Where(b => b.Name != replace.Name)];
        return (by.FirstOrDefault(b => b.Arch == os.Arch) ?? by.FirstOrDefault(b => b.Arch == "noarch")) is { } build ? FixModelPackage.Of(build) : null;
    }

    // A noarch build takes the place of any, and so does one of the same name, which changed its architecture.
    private static ImmutableArray<string> Replaced(string name, Nevra by, string arch) =>
        by.Arch == "noarch" || by.Name == name ? [] : by.Arch == arch ? [arch, "noarch"] : [by.Arch];
}

/// <summary>What takes a name's place.</summary>
/// <param name="Package">The package.</param>
/// <param name="Arches">The architectures of the old name for which it comes; empty for any.</param>
public sealed record FixModelReplacement(FixModelPackage Package, ImmutableArray<string> Arches);
