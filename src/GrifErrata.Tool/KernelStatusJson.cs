using System.Text.Json;
using GrifErrata.Federation;
using GrifErrata.Time;

namespace GrifErrata.Tool;

/// <summary>Kernel plans for programs; docs/federation-commands.md says what each property means.</summary>
internal static class KernelStatusJson
{
    public static void Write(Utf8JsonWriter json, DateOnly today, IEnumerable<KernelPlanStatus> plans)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("date", UtcText.Day(today));
        json.Array("plans", plans, plan => Write(json, plan));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KernelPlanStatus status)
    {
        json.WriteStartObject();
        json.WriteString("os", status.Plan.Os);
        json.WriteString("kernel", status.Plan.Kernel);
        json.WriteString("version", status.Plan.Version);
        json.WriteNumber("versionAge", status.Age);
        json.Text("deadline", Day(status.Plan.Deadline));
        json.Array("sites", status.Sites, site => Write(json, site));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KernelSiteStatus site)
    {
        json.WriteStartObject();
        json.WriteString("site", site.Row.Site);
        json.WriteString("state", site.State.ToString().ToLowerInvariant());
        json.Text("kernel", site.Kernel);
        json.Text("planned", Day(site.Row.Date));
        json.Text("done", Day(site.Row.Done));
        json.Text("owner", site.Owner.Length > 0 ? site.Owner : null);
        if (site.DaysSinceFix is { } days) json.WriteNumber("daysSinceFix", days);
        else json.WriteNull("daysSinceFix");
        json.Text("daysSince", site.DaysSinceFix is null ? null : site.HasDatedFix ? "advisory" : "version");
        json.Array("cves", site.Cves, cve =>
        {
            json.WriteStartObject();
            json.WriteString("id", cve.Id);
            json.WriteString("severity", cve.Severity.ToString().ToLowerInvariant());
            json.WriteEndObject();
        });
        json.Array("advisories", site.WorstFirst, advisory =>
        {
            json.WriteStartObject();
            AdvisoryText.Write(json, advisory);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static string? Day(DateOnly? day) => day is { } known ? UtcText.Day(known) : null;
}
