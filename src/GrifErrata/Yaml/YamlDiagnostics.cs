using GrifErrata.Diagnostics;

namespace GrifErrata.Yaml;

/// <summary>What can be wrong with a YAML file before its meaning is looked at.</summary>
public static class YamlDiagnostics
{
    /// <summary>Not YAML, or more than plain data (anchors, aliases, tags, several documents).</summary>
    public static readonly DiagnosticDescriptor Syntax = new("GE1101", "The file is not the plain YAML that is expected");

    /// <summary>A byte-order mark at the start.</summary>
    public static readonly DiagnosticDescriptor ByteOrderMark = new("GE1102", "The file starts with a byte-order mark");

    /// <summary>A tab in the indentation.</summary>
    public static readonly DiagnosticDescriptor Tab = new("GE1103", "A line is indented with a tab");

    /// <summary>A key twice in one mapping.</summary>
    public static readonly DiagnosticDescriptor DuplicateKey = new("GE1104", "A key occurs twice");

    /// <summary>A key that means nothing here.</summary>
    public static readonly DiagnosticDescriptor UnknownKey = new("GE1105", "A key is not known");

    /// <summary>A key that must be there is not.</summary>
    public static readonly DiagnosticDescriptor MissingKey = new("GE1106", "A key is missing");

    /// <summary>A list where a text is expected, or the like.</summary>
    public static readonly DiagnosticDescriptor WrongType = new("GE1107", "A value is of the wrong type");

    /// <summary>A command's change that would touch more than it means.</summary>
    public static readonly DiagnosticDescriptor CannotEdit = new("GE1721", "A change of the file would touch more than it means");
}
