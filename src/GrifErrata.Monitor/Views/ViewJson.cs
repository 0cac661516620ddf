using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Views;

/// <summary>How the views are written as JSON: camelCase, builds as texts, times in UTC.</summary>
public static class ViewJson
{
    /// <summary>The options; never changed.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Sets options so.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.Encoder = JavaScriptEncoder.Default;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new EvrText());
    }

    private static JsonSerializerOptions Make()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class EvrText : JsonConverter<Evr>
    {
        public override Evr Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Views are only written.");

        public override void Write(Utf8JsonWriter writer, Evr value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
