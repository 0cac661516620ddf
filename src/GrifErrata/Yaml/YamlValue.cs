using GrifErrata.Diagnostics;

namespace GrifErrata.Yaml;

/// <summary>A value of a YAML file with its place.</summary>
/// <param name="Location">Where it starts.</param>
public abstract record YamlValue(SourceLocation Location);

/// <summary>A text. Numbers and dates stay as they are written: <c>20101028</c> is text.</summary>
/// <param name="Location">Where it starts.</param>
/// <param name="Text">The text.</param>
/// <param name="IsPlain">Written without quotes.</param>
public sealed record YamlText(SourceLocation Location, string Text, bool IsPlain) : YamlValue(Location)
{
    /// <summary>Nothing was written, or <c>null</c> or <c>~</c> without quotes.</summary>
    public bool IsNull => IsPlain && Text is "" or "~" or "null";
}

/// <summary>A list.</summary>
/// <param name="Location">Where it starts.</param>
/// <param name="Items">Its values.</param>
public sealed record YamlList(SourceLocation Location, IReadOnlyList<YamlValue> Items) : YamlValue(Location);

/// <summary>One key of a mapping.</summary>
/// <param name="KeyLocation">Where the key starts.</param>
/// <param name="Value">Its value.</param>
public sealed record YamlEntry(SourceLocation KeyLocation, YamlValue Value);
