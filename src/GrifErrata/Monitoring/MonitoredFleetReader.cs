using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Monitoring;

/// <summary>Reads what the monitor says of machines. Keys that are not known are left out: the document's schema grows by them.</summary>
public static class MonitoredFleetReader
{
    /// <summary>The schema that is read.</summary>
    public const int Schema = 1;

    /// <summary>Longest text, in characters; names of machines have at most 253.</summary>
    public const int MaxText = 300;

    /// <summary>Most machines.</summary>
    public const int MaxHosts = 500_000;

    private const int MaxVerdicts = 32;
    private const string Fetch = "Fetch it again from /api/quattor/hosts of the monitor.";

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>At most 128 MiB: 20,000 machines have 5.</summary>
    public static InputLimits Limits { get; } = new() { MaxDocumentBytes = 128L << 20 };

    /// <summary>Reads a file, plain or compressed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Takes errors: GE1001 to GE1009, GE1911.</param>
    /// <returns>The machines, or null after an error.</returns>
    public static MonitoredFleet? Read(string path, DiagnosticBag diagnostics) => InputFile.Read(path, Limits, null, diagnostics, (content, found) =>
    {
        using MemoryStream whole = new();
        content.CopyTo(whole);
        return new Found(Read(whole.GetBuffer().AsMemory(0, (int)whole.Length), path, found));
    })?.Fleet;

    /// <summary>Reads a document.</summary>
    /// <param name="content">The whole JSON.</param>
    /// <param name="file">The file's name, for locations.</param>
    /// <param name="diagnostics">Takes GE1911.</param>
    /// <returns>The machines, or null after an error.</returns>
    public static MonitoredFleet? Read(ReadOnlyMemory<byte> content, string file, DiagnosticBag diagnostics)
    {
        string wrong;
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, Options);
            if (Read(document.RootElement, out wrong) is { } fleet) return fleet;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text with half a surrogate pair cannot be read as one.
            wrong = "It is cut short, has a key twice, nests too deep or is no JSON.";
        }

        diagnostics.Add(MonitoringDiagnostics.Document, new(file), $"{wrong} {Fetch}");
        return null;
    }

    private static MonitoredFleet? Read(JsonElement root, out string wrong)
    {
        wrong = "It is no object with `schema`, `time` and `hosts`.";
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out JsonElement schema) || Time(root, "time") is not { } time
            || !root.TryGetProperty("hosts", out JsonElement hosts) || hosts.ValueKind != JsonValueKind.Array) return null;
        wrong = $"Its schema is not {Schema.ToString(CultureInfo.InvariantCulture)}: the monitor is newer or older than this program.";
        if (schema.ValueKind != JsonValueKind.Number || !schema.TryGetInt32(out int number) || number != Schema) return null;
        wrong = $"It has more than {MaxHosts.ToString(CultureInfo.InvariantCulture)} hosts.";
        if (hosts.GetArrayLength() > MaxHosts) return null;
        ImmutableArray<MonitoredHost>.Builder all = ImmutableArray.CreateBuilder<MonitoredHost>(hosts.GetArrayLength());
        foreach (JsonElement element in hosts.EnumerateArray())
        {
            wrong = $"Host {(all.Count + 1).ToString(CultureInfo.InvariantCulture)} has no name or no verdicts, or a value of it is not of the right type, too long, or not one line.";
            if (Host(element) is not { } host) return null;
            all.Add(host);
        }

        return new(time, all.MoveToImmutable());
    }

    private static MonitoredHost? Host(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty("verdicts", out JsonElement verdicts) || verdicts.ValueKind != JsonValueKind.Array
            || verdicts.GetArrayLength() > MaxVerdicts || verdicts.EnumerateArray().Any(v => Line(v) is null)) return null;
        string?[] texts = new string?[5];
        string[] names = ["host", "site", "os", "version", "followed"];
        for (int i = 0; i < names.Length; i++)
        {
            if (!element.TryGetProperty(names[i], out JsonElement value) || value.ValueKind == JsonValueKind.Null) continue;
            texts[i] = Line(value);
            if (texts[i] is null) return null;
        }

        if (texts[0] is not { Length: > 0 } name || (Has(element, "behindSince") && Day(element, "behindSince") is null) || (Has(element, "lastSeen") && Time(element, "lastSeen") is null)) return null;
        return new(name, texts[1], texts[2], texts[3], texts[4], [.. verdicts.EnumerateArray().Select(v => Line(v)!)], Day(element, "behindSince"), Time(element, "lastSeen"));
    }

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;

    private static string? Line(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= MaxText } text && !text.Any(char.IsControl) ? text : null;

    private static DateOnly? Day(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static DateTimeOffset? Time(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset time) ? time.ToUniversalTime() : null;

    private sealed record Found(MonitoredFleet? Fleet);
}
