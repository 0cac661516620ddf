namespace GrifErrata.Compilation;

/// <summary>What panlint looks at.</summary>
/// <param name="TemplateDirectory">Folder of the generated templates, a full path.</param>
/// <param name="Panlint">Pan's linter: a program, or its script <c>panlint.py</c>.</param>
public sealed record LintRequest(string TemplateDirectory, string Panlint)
{
    /// <summary>The Python that runs a script.</summary>
    public string Python { get; init; } = "python3";

    /// <summary>After how long panlint is stopped.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);
}
