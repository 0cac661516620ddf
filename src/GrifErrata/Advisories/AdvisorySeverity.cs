namespace GrifErrata.Advisories;

/// <summary>Severity of a security advisory, Red Hat's four words; ordered, the worst last.</summary>
public enum AdvisorySeverity
{
    /// <summary>None given, <c>None</c>, or a word that is not known.</summary>
    Unknown,

    /// <summary>Low.</summary>
    Low,

    /// <summary>Moderate; also Amazon's <c>medium</c>.</summary>
    Moderate,

    /// <summary>Important; also <c>high</c>.</summary>
    Important,

    /// <summary>Critical.</summary>
    Critical,
}
