using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Yaml;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Edits of a YAML file that the library accepts, however odd it is: each is made right or is refused with its place.</summary>
internal static class FuzzedEdits
{
    /// <summary>Reads, edits in a few ways, and returns the text; null after an error of reading.</summary>
    public static string? Apply(byte[] input, DiagnosticBag diagnostics)
    {
        if (YamlFile.Parse(input, "x.yaml", diagnostics) is null) return null;
        YamlEditValue value = YamlEditValue.Of([("until", "2010-12-31"), ("reason", "a: b # c")]);
        string[] keys = YamlEditNode.Parse(Encoding.UTF8.GetString(input)) is YamlEditMapNode map ? [.. map.Entries.Take(3).Select(e => e.Key.Text ?? string.Empty)] : [];
        DiagnosticBag refused = [];
        YamlEdit edit = new(Encoding.UTF8.GetString(input), "x.yaml", refused);
        edit.Set(YamlEditValue.Of("released"), "state");
        edit.Set(value, "os", "new", "key");
        edit.Append(value, "freezes");
        foreach (string key in keys) edit.Append(YamlEditValue.Of(key), key);
        edit.Remove("kind");
        foreach (string key in keys) edit.Remove(key);
        if (refused.Any(d => d.Location.Line < 1)) throw new InvalidOperationException("A refusal has no line.");
        DiagnosticBag own = [];
        return YamlFile.Parse(Encoding.UTF8.GetBytes(edit.Text), "x.yaml", own) is not null ? edit.Text : throw new InvalidOperationException($"An edit spoilt the file: {string.Join(' ', own)}");
    }
}
