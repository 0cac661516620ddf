using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrifErrata.Dependencies;
using GrifErrata.Rpm;

namespace GrifErrata.Tool;

/// <summary>An answer of a check as one line of JSON.</summary>
internal static class CheckJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(string id, CheckAnswer answer)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("result", Word(answer.Result.ToString()));
            if (!answer.IsExact) json.WriteBoolean("exact", false);
            json.Array("changes", answer.Changes, change =>
            {
                json.WriteStartObject();
                json.WriteString("action", Word(change.Action.ToString()));
                json.WriteString("package", Text(change.Package));
                if (change.Old is { } old) json.WriteString("old", Text(old));
                json.Array("because", change.Because, json.WriteStringValue);
                json.WriteEndObject();
            });
            json.Array("problems", answer.Problems, problem =>
            {
                json.WriteStartObject();
                json.Array("locked", problem.Locked, n => json.WriteStringValue(Text(n)));
                json.WriteString("text", problem.Text);
                json.WriteEndObject();
            });
            json.Array("warnings", answer.Warnings, warning =>
            {
                json.WriteStartObject();
                json.WriteString("code", warning.Code);
                if (warning.Package is { } package) json.WriteString("package", Text(package));
                json.WriteString("text", warning.Text);
                json.WriteEndObject();
            });
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Text(Nevra nevra) => nevra.ToString();

    internal static string Word(string name) => name.ToLowerInvariant();
}
