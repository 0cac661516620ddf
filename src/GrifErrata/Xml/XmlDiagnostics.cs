using GrifErrata.Diagnostics;

namespace GrifErrata.Xml;

/// <summary>What can be wrong with an XML document whatever it is about: GE1301 to GE1319, GE2301 to GE2309.</summary>
public static class XmlDiagnostics
{
    /// <summary>GE1301.</summary>
    public static readonly DiagnosticDescriptor Syntax = new("GE1301", "The XML is not well-formed");

    /// <summary>GE1302.</summary>
    public static readonly DiagnosticDescriptor Doctype = new("GE1302", "The XML has a DOCTYPE");

    /// <summary>GE1303.</summary>
    public static readonly DiagnosticDescriptor Entity = new("GE1303", "An entity that XML does not define");

    /// <summary>GE1304.</summary>
    public static readonly DiagnosticDescriptor Mismatch = new("GE1304", "An end tag does not match its start tag");

    /// <summary>GE1305.</summary>
    public static readonly DiagnosticDescriptor Unclosed = new("GE1305", "The XML ends too early");

    /// <summary>GE1306.</summary>
    public static readonly DiagnosticDescriptor OutsideRoot = new("GE1306", "Something is outside the root element");

    /// <summary>GE1307.</summary>
    public static readonly DiagnosticDescriptor DuplicateAttribute = new("GE1307", "An attribute occurs twice");

    /// <summary>GE1308.</summary>
    public static readonly DiagnosticDescriptor TooDeep = new("GE1308", "Elements are nested too deeply");

    /// <summary>GE1309.</summary>
    public static readonly DiagnosticDescriptor TooManyAttributes = new("GE1309", "An element has too many attributes");

    /// <summary>GE1310.</summary>
    public static readonly DiagnosticDescriptor TooLong = new("GE1310", "A name, attribute or tag is too long");

    /// <summary>GE1311.</summary>
    public static readonly DiagnosticDescriptor InvalidBytes = new("GE1311", "Bytes are not text in the declared encoding");

    /// <summary>GE1312.</summary>
    public static readonly DiagnosticDescriptor Declaration = new("GE1312", "The XML declaration cannot be accepted");

    /// <summary>GE1313.</summary>
    public static readonly DiagnosticDescriptor Character = new("GE1313", "A character that XML forbids");

    /// <summary>GE1314.</summary>
    public static readonly DiagnosticDescriptor Namespace = new("GE1314", "A namespace prefix is not declared or not allowed");

    /// <summary>GE2301.</summary>
    public static readonly DiagnosticDescriptor ControlBytes = new("GE2301", "Control bytes were replaced");

    /// <summary>GE2302.</summary>
    public static readonly DiagnosticDescriptor TextCut = new("GE2302", "A text was cut");
}
