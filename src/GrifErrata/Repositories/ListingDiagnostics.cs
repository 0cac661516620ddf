using GrifErrata.Diagnostics;

namespace GrifErrata.Repositories;

/// <summary>What can be wrong with a listing of packages.</summary>
public static class ListingDiagnostics
{
    /// <summary>A line of a text listing is not a NEVRA.</summary>
    public static readonly DiagnosticDescriptor BadLine = new("GE1210", "Line does not name a package");

    /// <summary>A line of a text listing has no architecture, as <c>rpm -qa</c> of old prints it.</summary>
    public static readonly DiagnosticDescriptor NoArchitecture = new("GE1211", "Package without architecture");

    /// <summary>The first line of a CSV listing does not name the columns that it must, or others.</summary>
    public static readonly DiagnosticDescriptor BadHeader = new("GE1212", "CSV header is wrong");

    /// <summary>A line of a CSV listing has wrong quotes or another number of fields than the header.</summary>
    public static readonly DiagnosticDescriptor BadRow = new("GE1213", "CSV line is wrong");

    /// <summary>A field of a CSV listing has a value that its column does not allow.</summary>
    public static readonly DiagnosticDescriptor BadField = new("GE1214", "CSV field is wrong");

    /// <summary>A line has more than 65,536 characters.</summary>
    public static readonly DiagnosticDescriptor LineTooLong = new("GE1215", "Line is too long");

    /// <summary>A listing has more packages than the reader accepts.</summary>
    public static readonly DiagnosticDescriptor TooManyPackages = new("GE1216", "Listing has too many packages");

    /// <summary>A listing has one package twice, with different build times.</summary>
    public static readonly DiagnosticDescriptor TwoBuildTimes = new("GE1217", "Package listed twice with different build times");

    /// <summary>A listing has so many errors that the rest was not read.</summary>
    public static readonly DiagnosticDescriptor TooManyErrors = new("GE1218", "Reading stopped after many errors");
}
