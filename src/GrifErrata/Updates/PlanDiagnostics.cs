using GrifErrata.Diagnostics;

namespace GrifErrata.Updates;

/// <summary>What can be wrong between a definition and the facts.</summary>
public static class PlanDiagnostics
{
    /// <summary>An advisory or CVE that no source has.</summary>
    public static readonly DiagnosticDescriptor UnknownAdvisory = new("GE1401", "No source has an advisory");

    /// <summary>A decision about a kernel package.</summary>
    public static readonly DiagnosticDescriptor KernelDecision = new("GE1402", "A decision is about a held kernel package");

    /// <summary>An `add` below what the version has.</summary>
    public static readonly DiagnosticDescriptor AddLowers = new("GE1403", "An added package would be lowered");

    /// <summary>An `add` without version of a package that no source holds.</summary>
    public static readonly DiagnosticDescriptor NothingToAdd = new("GE1404", "No source holds a package to add");

    /// <summary>A kernel older than the previous version's, without a reason.</summary>
    public static readonly DiagnosticDescriptor KernelBack = new("GE1405", "The kernel goes back without a reason");

    /// <summary>A kernel pattern that takes too long.</summary>
    public static readonly DiagnosticDescriptor KernelPattern = new("GE1406", "The kernel pattern takes too long");

    /// <summary>GE1407.</summary>
    public static readonly DiagnosticDescriptor ProductNeeded = new("GE1407", "A fix depends on the product");

    /// <summary>A package that no source holds.</summary>
    public static readonly DiagnosticDescriptor NotInSources = new("GE2401", "No source holds a package");

    /// <summary>An `exclude` that matches nothing.</summary>
    public static readonly DiagnosticDescriptor NothingExcluded = new("GE2402", "An exclusion matches nothing");

    /// <summary>The previous version set a kernel, this one does not.</summary>
    public static readonly DiagnosticDescriptor KernelDropped = new("GE2403", "The kernel is no longer set");

    /// <summary>A kernel that no source holds.</summary>
    public static readonly DiagnosticDescriptor UnknownKernel = new("GE2408", "No source holds the kernel");

    /// <summary>An advisory that a version names but that moves no package.</summary>
    public static readonly DiagnosticDescriptor BringsNothing = new("GE2406", "A named advisory adds nothing");

    /// <summary>`replaces` names what cannot be replaced.</summary>
    public static readonly DiagnosticDescriptor Replaces = new("GE1711", "A version replaces one that does not exist");

    /// <summary>A version that builds on one that was taken back.</summary>
    public static readonly DiagnosticDescriptor BuildsOnWithdrawn = new("GE2407", "A version builds on a withdrawn one");

    /// <summary>An advisory without epoch beside packages with one.</summary>
    public static readonly DiagnosticDescriptor MissingEpoch = new("GE2404", "An advisory gives no epoch");

    /// <summary>Fixes of module streams, and nobody said which streams are in use.</summary>
    public static readonly DiagnosticDescriptor ModulesNotSaid = new("GE2409", "Module streams in use are not said");

    /// <summary>An advisory without any date.</summary>
    public static readonly DiagnosticDescriptor Undated = new("GE2405", "An advisory has no date");

    /// <summary>Adds <see cref="KernelPattern"/>.</summary>
    internal static void ReportKernelPattern(OsDefinition os, DiagnosticBag diagnostics) => diagnostics.Add(KernelPattern, os.Location,
        "The regular expression `kernel: packages:` needs more than a second for one name. Write a simpler one.");
}
