using GrifErrata.Diagnostics;

namespace GrifErrata.Input;

/// <summary>What can be wrong with a file before its format matters: GE1001 to GE1019.</summary>
public static class InputDiagnostics
{
    /// <summary>GE1001.</summary>
    public static readonly DiagnosticDescriptor Missing = new("GE1001", "The file does not exist");

    /// <summary>GE1002.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new("GE1002", "The file cannot be read");

    /// <summary>GE1003.</summary>
    public static readonly DiagnosticDescriptor Damaged = new("GE1003", "The compressed file is damaged");

    /// <summary>GE1004.</summary>
    public static readonly DiagnosticDescriptor CutShort = new("GE1004", "The compressed file is cut short");

    /// <summary>GE1005.</summary>
    public static readonly DiagnosticDescriptor TrailingBytes = new("GE1005", "Bytes follow the end of the compressed data");

    /// <summary>GE1006.</summary>
    public static readonly DiagnosticDescriptor ExpandsTooMuch = new("GE1006", "The compressed file grows too much");

    /// <summary>GE1007.</summary>
    public static readonly DiagnosticDescriptor TooLarge = new("GE1007", "The document is too large");

    /// <summary>GE1008.</summary>
    public static readonly DiagnosticDescriptor WrongSize = new("GE1008", "The size is not the stated one");

    /// <summary>GE1009.</summary>
    public static readonly DiagnosticDescriptor WrongChecksum = new("GE1009", "The checksum is not the stated one");
}
