namespace GrifErrata.Advisories;

/// <summary>The words that all feeds share, in any case of letters.</summary>
internal static class AdvisoryWords
{
    /// <summary>A severity; Amazon's <c>medium</c> is Moderate, <c>high</c> is Important; what is not known is unknown and no error.</summary>
    public static AdvisorySeverity Severity(string word) => LowerCase(word) switch
    {
        "low" => AdvisorySeverity.Low,
        "moderate" or "medium" => AdvisorySeverity.Moderate,
        "important" or "high" => AdvisorySeverity.Important,
        "critical" => AdvisorySeverity.Critical,
        _ => AdvisorySeverity.Unknown,
    };

    /// <summary>The kind that an id of Red Hat's family names (<c>RHSA-</c>, <c>ALBA-</c>, <c>RLEA-</c>), else unknown.</summary>
    public static AdvisoryType TypeOf(string id) => AdvisoryId.KindOf(id) switch
    {
        'S' => AdvisoryType.Security,
        'B' => AdvisoryType.Bugfix,
        'E' => AdvisoryType.Enhancement,
        _ => AdvisoryType.Unknown,
    };

    /// <summary>ASCII letters in lower case; the same object where they are already.</summary>
    public static string LowerCase(string word) =>
        word.AsSpan().ContainsAnyInRange('A', 'Z') ? string.Concat(word.Select(c => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c)) : word;
}
