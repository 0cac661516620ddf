using GrifErrata.Advisories;

namespace GrifErrata.Monitor.Views;

/// <summary>A severity in Red Hat's words, in lower case.</summary>
internal static class SeverityWord
{
    /// <summary>The word, or null where none is given.</summary>
    public static string? Of(AdvisorySeverity severity) => severity switch
    {
        AdvisorySeverity.Critical => "critical",
        AdvisorySeverity.Important => "important",
        AdvisorySeverity.Moderate => "moderate",
        AdvisorySeverity.Low => "low",
        _ => null,
    };

    /// <summary>Its place, 0 for none.</summary>
    public static int Rank(string? word) => word switch { "critical" => 4, "important" => 3, "moderate" => 2, "low" => 1, _ => 0 };
}
