using GrifErrata.Diagnostics;

namespace GrifErrata.Monitor.Settings;

/// <summary>What can be wrong with the monitor's settings.</summary>
public static class SettingsDiagnostics
{
    /// <summary>A value of the settings file that cannot be what it should be.</summary>
    public static readonly DiagnosticDescriptor Value = new("GE1950", "A value of the monitor's settings is not acceptable");

    /// <summary>An option or a variable of the environment that is not right.</summary>
    public static readonly DiagnosticDescriptor Option = new("GE1951", "An option of the monitor is not acceptable");

    /// <summary>A name, token or network that stands twice.</summary>
    public static readonly DiagnosticDescriptor Twice = new("GE1952", "The monitor's settings name something twice");

    /// <summary>It would listen beyond this machine, and nothing says who may report or read.</summary>
    public static readonly DiagnosticDescriptor NoAccess = new("GE1953", "The monitor would listen beyond this machine without access rules");

    /// <summary>Tokens would go over plain HTTP.</summary>
    public static readonly DiagnosticDescriptor Plain = new("GE1954", "Tokens would go over the network unencrypted");

    /// <summary>A file that the settings name.</summary>
    public static readonly DiagnosticDescriptor File = new("GE1955", "A file of the monitor's settings cannot be used");

    /// <summary>Rules that can never apply.</summary>
    public static readonly DiagnosticDescriptor Useless = new("GE2950", "A part of the monitor's settings recognises nobody");
}
