using System.Collections.Immutable;
using System.Text.Json;
using GrifErrata.Diagnostics;

namespace GrifErrata.Dependencies;

/// <summary>Reads requests of checks: one JSON object a line, paths relative to the file's folder.</summary>
public static class CheckRequestReader
{
    /// <summary>Longest line, in characters.</summary>
    public const int MaxLine = 1 << 20;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads all requests.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="file">The file's name, for locations and to which paths are relative.</param>
    /// <param name="diagnostics">Takes GE1853 for each line that is no request.</param>
    public static ImmutableArray<CheckRequest> Read(IEnumerable<string> lines, string file, DiagnosticBag diagnostics)
    {
        ImmutableArray<CheckRequest>.Builder requests = ImmutableArray.CreateBuilder<CheckRequest>();
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (Read(line, file, number, out string wrong) is { } request) requests.Add(request);
            else diagnostics.Add(DependencyDiagnostics.Request, new(file, number, 1), $"{wrong} Write {{\"id\": \"s1\", \"profile\": FILE, \"repos\": [DIR], \"update\": FILE}}.");
        }

        return requests.ToImmutable();
    }

    private static CheckRequest? Read(string line, string file, int number, out string wrong)
    {
        wrong = "The line is too long to be a request.";
        if (line.Length > MaxLine) return null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, Options);
            JsonElement root = document.RootElement;
            wrong = "The line is no JSON object.";
            if (root.ValueKind != JsonValueKind.Object) return null;
            foreach (JsonProperty property in root.EnumerateObject())
            {
                wrong = $"The key `{property.Name}` is not known.";
                if (property.Name is not ("id" or "profile" or "repos" or "update")) return null;
            }

            wrong = "The request lacks one of `profile`, `repos` and `update`, or one is of the wrong type.";
            if (Text(root, "profile") is not { } profile || Text(root, "update") is not { } update || !root.TryGetProperty("repos", out JsonElement repos)
                || repos.ValueKind != JsonValueKind.Array || repos.EnumerateArray().Any(r => r.ValueKind != JsonValueKind.String)) return null;
            string folder = Path.GetDirectoryName(file) ?? string.Empty;
            return new(Text(root, "id") ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture), Path.Combine(folder, profile),
                [.. repos.EnumerateArray().Select(r => Path.Combine(folder, r.GetString()!))], Path.Combine(folder, update), number);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            wrong = "The line is no JSON.";
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
