using GrifErrata.Diagnostics;
using GrifErrata.Federation;

namespace GrifErrata.Edits;

/// <summary>Why a change of a federation is refused.</summary>
public static class FederationEditDiagnostics
{
    /// <summary>A stage, site, OS, version, freeze or plan that does not exist.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("GE1722", "What is to be changed does not exist");

    /// <summary>A stage was left out.</summary>
    public static readonly DiagnosticDescriptor StageSkipped = new("GE1723", "A stage would be skipped");

    /// <summary>A draft beyond the first stage.</summary>
    public static readonly DiagnosticDescriptor Draft = new("GE1724", "A draft would come beyond the first stage");

    /// <summary>A withdrawn version would be selected.</summary>
    public static readonly DiagnosticDescriptor Withdrawn = new("GE1725", "A withdrawn version would be selected");

    /// <summary>A freeze that would be forgotten.</summary>
    public static readonly DiagnosticDescriptor FreezeIncomplete = new("GE1726", "A freeze needs reason, owner and end");

    /// <summary>It is so already.</summary>
    public static readonly DiagnosticDescriptor Already = new("GE1727", "What is asked for is so already");

    /// <summary>No version sets the kernel.</summary>
    public static readonly DiagnosticDescriptor NoKernel = new("GE1728", "No update version sets the kernel");

    /// <summary>A replacement that cannot replace.</summary>
    public static readonly DiagnosticDescriptor Replacement = new("GE1729", "A version cannot be the replacement");

    /// <summary>A version before its stage, for a site of another stage.</summary>
    public static readonly DiagnosticDescriptor EarlyStage = new("GE1732", "The site that is to be first follows another stage");

    /// <summary>A version before its stage, for a site that stays on a version or lags behind.</summary>
    public static readonly DiagnosticDescriptor EarlyChoice = new("GE1733", "The site that is to be first stays or lags behind");

    /// <summary>A version before its stage that the stage has, or that is lower than the stage's.</summary>
    public static readonly DiagnosticDescriptor EarlyLate = new("GE1734", "The stage has the version, or a higher one, already");

    /// <summary>A kernel plan that would be past its deadline from its first day.</summary>
    public static readonly DiagnosticDescriptor DeadlinePast = new("GE1735", "The deadline of a kernel plan is past");

    /// <summary>A site plans to move to a kernel after the plan's deadline.</summary>
    public static readonly DiagnosticDescriptor AfterDeadline = new("GE2731", "A site plans its reboot after the deadline");

    /// <summary>A version before its stage, for a site that a freeze or a kernel plan keeps on another.</summary>
    public static readonly DiagnosticDescriptor EarlyFrozen = new("GE2732", "The site that is to be first is frozen");

    /// <summary>A site that has moved to a kernel, and gets a version before the one that sets it.</summary>
    public static readonly DiagnosticDescriptor MovedToLower = new("GE2733", "A site that has moved gets a version before the kernel's");

    /// <summary>A stage goes back to an older version.</summary>
    public static readonly DiagnosticDescriptor GoesBack = new("GE2734", "A stage goes back to an older version");
}
