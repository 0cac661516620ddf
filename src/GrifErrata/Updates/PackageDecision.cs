using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Updates;

/// <summary>A decision by hand about a package, with a reason that reaches the review.</summary>
/// <param name="Action">What is decided.</param>
/// <param name="Name">Package name.</param>
/// <param name="Evr">The version to set; null for <see cref="PackageAction.Exclude"/> and for the newest of an <see cref="PackageAction.Add"/>.</param>
/// <param name="Arch">Architecture; null for all (only with <see cref="PackageAction.Exclude"/>).</param>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where it was written.</param>
public sealed record PackageDecision(
    PackageAction Action, string Name, Evr? Evr, string? Arch, string Reason, SourceLocation Location)
{
    /// <summary>The action's word in the YAML.</summary>
    public string Word => Action switch
    {
        PackageAction.Pin => "pin",
        PackageAction.Add => "add",
        _ => "exclude",
    };
}

/// <summary>What a decision does.</summary>
public enum PackageAction
{
    /// <summary>Sets exactly this version, even a lower one.</summary>
    Pin,

    /// <summary>Adds the package, or raises it; never lowers it.</summary>
    Add,

    /// <summary>Leaves the package out.</summary>
    Exclude,
}
