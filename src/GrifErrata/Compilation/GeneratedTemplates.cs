using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GrifErrata.Generation;

namespace GrifErrata.Compilation;

/// <summary>The generated Pan templates of an output folder, and a <c>-fix</c> that a person wrote for one of its versions.</summary>
/// <param name="Root">The folder, a full path.</param>
/// <param name="Files">All templates as paths relative to it with <c>/</c>, in ordinal order.</param>
internal sealed partial record GeneratedTemplates(string Root, ImmutableArray<string> Files)
{
    /// <summary>The update versions among them.</summary>
    public IEnumerable<GeneratedVersion> Versions =>
        from file in Files
        let match = Packages().Match(file)
        where match.Success
        let os = match.Groups["os"].Value
        let name = match.Groups["version"].Value
        select new GeneratedVersion(os, name, Path.Combine(Root, file), Path.Combine(Root, os, "rpms", "errata", $"{name}.json"),
            Find($"{os}/rpms/errata/{name}-fix") is not null, Find($"{os}/config/os/errata/{name}-init") is not null);

    /// <summary>Looks for the templates. Others, which a site has beside them, are its own business; links are not followed.</summary>
    /// <param name="root">The output folder, a full path.</param>
    public static GeneratedTemplates In(string root) => new(root,
    [
        .. new OutputFolder(root).GeneratedNames().Where(path => path.EndsWith(".pan", StringComparison.Ordinal) || path.EndsWith(".tpl", StringComparison.Ordinal)),
    ]);

    /// <summary>Full path of a template, as panc finds it: <c>.pan</c> comes before <c>.tpl</c>; null if it is not there.</summary>
    public string? Find(string name) =>
        Files.BinarySearch($"{name}.pan", StringComparer.Ordinal) >= 0 ? Path.Combine(Root, $"{name}.pan")
        : Files.BinarySearch($"{name}.tpl", StringComparer.Ordinal) >= 0 ? Path.Combine(Root, $"{name}.tpl")
        : null;

    [GeneratedRegex(@"^(?<os>[A-Za-z0-9_.+-]+)/rpms/errata/(?<version>[0-9]{8})\.(pan|tpl)\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Packages();
}

/// <summary>The templates of one update version.</summary>
/// <param name="Os">Folder of its OS, which is on the machines' load path.</param>
/// <param name="Name">Its name, <c>20101028</c>.</param>
/// <param name="File">Full path of the template with its packages.</param>
/// <param name="Manifest">Full path of its manifest.</param>
/// <param name="HasFix">Whether it has a -fix.</param>
/// <param name="HasInit">Whether it has an -init.</param>
internal sealed record GeneratedVersion(string Os, string Name, string File, string Manifest, bool HasFix, bool HasInit);
