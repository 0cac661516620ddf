using System.Collections.Frozen;
using System.Reflection;
using GrifErrata.Diagnostics;

namespace GrifErrata.Pan;

/// <summary>The Scriban templates: ours, which the library carries, and a site's own, which override ours by name.</summary>
public sealed class ErrataTemplates
{
    /// <summary>Packages, shape <c>table</c>.</summary>
    public const string Table = "errata-table";

    /// <summary>What a table calls.</summary>
    public const string Functions = "errata-functions";

    /// <summary>Packages, shape <c>lines</c>.</summary>
    public const string Lines = "errata-lines";

    /// <summary>Kernel and variables.</summary>
    public const string Init = "init";

    /// <summary>What the packages need besides themselves.</summary>
    public const string Fix = "fix";

    /// <summary>Stages, sites, freezes and the look-up.</summary>
    public const string FederationConfig = "federation-config";

    /// <summary>What a site includes.</summary>
    public const string FederationUpdates = "federation-updates";

    /// <summary>Types of what a profile says of its update version.</summary>
    public const string ErrataSchema = "errata-schema";

    /// <summary>An update version as a feature.</summary>
    public const string ErrataFeature = "errata-feature";

    /// <summary>The update versions among the features that may still change.</summary>
    public const string ErrataDrafts = "errata-drafts";

    /// <summary>What runs Pakiti's client on a machine.</summary>
    public const string PakitiClient = "pakiti-client";

    /// <summary>The client's package.</summary>
    public const string PakitiClientRpms = "pakiti-client-rpms";

    /// <summary>What runs the monitor on a machine.</summary>
    public const string PakitiServer = "pakiti-server";

    /// <summary>The monitor's package, where a site has one.</summary>
    public const string PakitiServerRpms = "pakiti-server-rpms";

    /// <summary>Change log for the review.</summary>
    public const string ChangeLog = "changelog.md";

    /// <summary>The review as Markdown.</summary>
    public const string ReviewMarkdown = "review.md";

    /// <summary>The review as one HTML file.</summary>
    public const string ReviewHtml = "review.html";

    private const string Extension = ".scriban";
    private const string ResourceFolder = "GrifErrata.Templates/";

    private readonly FrozenDictionary<string, ErrataTemplate> _templates;

    private ErrataTemplates(FrozenDictionary<string, ErrataTemplate> templates) => _templates = templates;

    /// <summary>The template of a name, for example <c>errata-lines.tpl</c>.</summary>
    public ErrataTemplate this[string name] => _templates[name];

    /// <summary>Loads and parses all templates.</summary>
    /// <param name="overrides">A folder with a site's own <c>*.scriban</c> files, or null.</param>
    /// <param name="diagnostics">Takes syntax errors with line and column.</param>
    /// <returns>The templates, or null after an error.</returns>
    public static ErrataTemplates? Load(string? overrides, DiagnosticBag diagnostics)
    {
        SortedDictionary<string, (string File, string Text)> sources = new(StringComparer.Ordinal);
        Assembly assembly = typeof(ErrataTemplates).Assembly;
        foreach (string resource in assembly.GetManifestResourceNames().Where(r => r.StartsWith(ResourceFolder, StringComparison.Ordinal)))
        {
            string file = resource[ResourceFolder.Length..];
            using StreamReader reader = new(assembly.GetManifestResourceStream(resource)!);
            sources[file[..^Extension.Length]] = (file, reader.ReadToEnd());
        }

        bool right = overrides is null || Override(sources, overrides, diagnostics);
        Dictionary<string, ErrataTemplate> templates = new(StringComparer.Ordinal);
        foreach ((string name, (string file, string text)) in sources)
        {
            if (ErrataTemplate.Parse(file, text, diagnostics) is { } template) templates.Add(name, template);
            else right = false;
        }

        return right ? new(templates.ToFrozenDictionary(StringComparer.Ordinal)) : null;
    }

    private static bool Override(SortedDictionary<string, (string, string)> sources, string folder, DiagnosticBag diagnostics)
    {
        if (!Directory.Exists(folder))
        {
            diagnostics.Add(PanDiagnostics.TemplateUnknown, new(folder), $"The template folder {folder} does not exist.");
            return false;
        }

        bool right = true;
        string[] files;
        try
        {
            files = [.. Directory.EnumerateFiles(folder, "*" + Extension).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(PanDiagnostics.TemplateUnreadable, new(folder), $"{e.Message.TrimEnd('.')}. Check the folder's permissions.");
            return false;
        }

        foreach (string path in files)
        {
            string name = Path.GetFileName(path)[..^Extension.Length];
            if (!sources.ContainsKey(name))
            {
                diagnostics.Add(PanDiagnostics.TemplateUnknown, new(path),
                    $"No template is named {name}{Extension}; a site's template overrides ours by name: {string.Join(", ", sources.Keys)}.");
                right = false;
                continue;
            }

            try
            {
                sources[name] = (path, File.ReadAllText(path));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(PanDiagnostics.TemplateUnreadable, new(path), $"{e.Message.TrimEnd('.')}. Check the file and its permissions.");
                right = false;
            }
        }

        return right;
    }
}
