using System.Globalization;
using GrifErrata.Yaml;

namespace GrifErrata.Federation;

/// <summary>Days in a federation's file: <c>2010-12-31</c>.</summary>
internal static class FederationDate
{
    /// <summary>Reads a day that must be there; null after a report.</summary>
    public static DateOnly? Read(YamlMap map, string key, string meaning) =>
        map.RequiredText(key, meaning) is { } text ? Parse(map, text) : null;

    /// <summary>Reads a day that may be absent; null if it is, or after a report.</summary>
    public static DateOnly? ReadOptional(YamlMap map, string key) => map.Text(key) is { } text ? Parse(map, text) : null;

    private static DateOnly? Parse(YamlMap map, YamlText text)
    {
        if (DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)) return date;
        map.Diagnostics.Add(FederationDiagnostics.Value, text.Location, $"`{text.Text}` is not a day that exists. Write it as 2010-12-31.");
        return null;
    }
}
