namespace GrifErrata.Tool;

/// <summary>Marks words by their meaning where a person reads them; elsewhere the text stays as it is.</summary>
/// <param name="Enabled">Whether colours are wanted.</param>
public readonly record struct Colours(bool Enabled)
{
    /// <summary>An error, a package that left: red.</summary>
    public string Bad(string text) => Wrap(text, "31");

    /// <summary>A warning, a package that was lowered: yellow.</summary>
    public string Doubtful(string text) => Wrap(text, "33");

    /// <summary>A package that came or was raised: green.</summary>
    public string Good(string text) => Wrap(text, "32");

    /// <summary>A heading: bold.</summary>
    public string Heading(string text) => Wrap(text, "1");

    private string Wrap(string text, string code) => Enabled && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
