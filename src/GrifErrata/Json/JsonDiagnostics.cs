using GrifErrata.Diagnostics;

namespace GrifErrata.Json;

/// <summary>What can be wrong with JSON before its format matters: GE1341 to GE1345, GE1347.</summary>
public static class JsonDiagnostics
{
    /// <summary>GE1341.</summary>
    public static readonly DiagnosticDescriptor Syntax = new("GE1341", "The JSON is not well-formed");

    /// <summary>GE1342.</summary>
    public static readonly DiagnosticDescriptor TooDeep = new("GE1342", "The JSON is nested too deeply");

    /// <summary>GE1343.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = new("GE1343", "A key occurs twice in one JSON object");

    /// <summary>GE1344.</summary>
    public static readonly DiagnosticDescriptor NotUnicode = new("GE1344", "A JSON text is no Unicode");

    /// <summary>GE1345.</summary>
    public static readonly DiagnosticDescriptor TooLong = new("GE1345", "A JSON text is too long");

    /// <summary>GE1347.</summary>
    public static readonly DiagnosticDescriptor WrongType = new("GE1347", "A JSON value is of the wrong type");
}
