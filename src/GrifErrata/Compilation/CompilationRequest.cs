using System.Collections.Immutable;

namespace GrifErrata.Compilation;

/// <summary>What panc compiles, and where.</summary>
/// <param name="TemplateDirectory">Folder of the generated templates, a full path.</param>
/// <param name="WorkDirectory">Folder for the site that is made around them and for its profiles, a full path; what lies in it is deleted first.</param>
/// <param name="Panc">Pan's compiler: a path, or a name that is looked up as a shell does.</param>
public sealed record CompilationRequest(string TemplateDirectory, string WorkDirectory, string Panc)
{
    /// <summary>Folders of template libraries, full paths, the first wins; they come before our stubs.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];

    /// <summary>After how long panc is stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
