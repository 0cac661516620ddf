using System.Collections.Concurrent;

namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>Pan files by their paths, to be evaluated here or compiled by panc.</summary>
internal sealed class PanSite
{
    // What the evaluation knows of itself, and what tells types alone.
    private static readonly string[] Known = ["components/spma/functions", "components/errata/schema", "quattor/schema"];

    private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PanTemplate> _parsed = new(StringComparer.Ordinal);

    /// <summary>The files, path with extension and text.</summary>
    public IEnumerable<KeyValuePair<string, string>> Files => _files;

    public void Add(string path, string text) => _files.Add(path, text);

    /// <summary>Evaluates an object template.</summary>
    /// <exception cref="PanException">Where panc would stop.</exception>
    public PanEvaluation Evaluate(string name, PackageLibrary library) =>
        PanEvaluation.Run(Find([], name) ?? throw new PanException($"There is no template {name}"), Find, library);

    // As panc looks: each folder of LOADPATH, and .pan before .tpl.
    private PanTemplate? Find(IReadOnlyList<object?> loadPath, string name)
    {
        if (Known.Contains(name)) return PanTemplate.Empty;
        foreach (string folder in loadPath.Select(f => $"{f}/").Prepend(string.Empty))
        {
            foreach (string extension in (string[])[".pan", ".tpl"])
            {
                string path = folder + name + extension;
                if (_files.TryGetValue(path, out string? text)) return _parsed.GetOrAdd(path, _ => Parse(text, name));
            }
        }

        return null;
    }

    private static PanTemplate Parse(string text, string name)
    {
        PanTemplate template = PanTemplate.Parse(text);
        return template.Name == name ? template : throw new PanException($"{name} calls itself {template.Name}");
    }
}
