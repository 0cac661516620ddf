using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Time;

namespace GrifErrata.Tool;

/// <summary>How commands show an advisory.</summary>
internal static class AdvisoryText
{
    /// <summary>Id, date, severity, CVEs: the cells of a row.</summary>
    public static string[] Cells(Advisory advisory) => [advisory.Id, Day(advisory), Severity(advisory), string.Join(' ', advisory.Cves)];

    /// <summary>The day of its date, or <c>no date</c>.</summary>
    public static string Day(Advisory advisory) =>
        (advisory.Date is { } day ? UtcText.Day(day) : "no date");

    /// <summary>The severity's word, or <c>-</c>.</summary>
    public static string Severity(Advisory advisory) =>
        advisory.Severity == AdvisorySeverity.Unknown ? "-" : advisory.Severity.ToString().ToLowerInvariant();

    /// <summary>Writes id, type, severity, issued and cves as properties of an object.</summary>
    public static void Write(Utf8JsonWriter json, Advisory advisory)
    {
        json.WriteString("id", advisory.Id);
        json.WriteString("type", advisory.Type.ToString().ToLowerInvariant());
        json.WriteString("severity", advisory.Severity.ToString().ToLowerInvariant());
        json.Text("issued", JsonOutput.Time(advisory.Date));
        json.Array("cves", advisory.Cves, json.WriteStringValue);
    }
}
