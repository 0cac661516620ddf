namespace GrifErrata.Tests.Compilation;

/// <summary>Pan's programs and libraries, named by environment variables (docs/build.md); tests that need them skip where they are absent.</summary>
internal static class PanPrograms
{
    /// <summary>panc.</summary>
    public static string Panc => Required("PancPath", "Pan's compiler");

    /// <summary>panlint.</summary>
    public static string Panlint => Required("PanlintPath", "Pan's linter");

    /// <summary>The Python with panlint's modules.</summary>
    public static string Python => Environment.GetEnvironmentVariable("PanlintPython") is { Length: > 0 } python ? python : "python3";

    /// <summary>Folders of Quattor's template libraries, the first wins.</summary>
    public static string[] Libraries => Required("TemplateLibraryPath", "Quattor's template libraries").Split(':', StringSplitOptions.RemoveEmptyEntries);

    private static string Required(string variable, string what)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value) return value;
        Assert.Ignore($"{variable} does not name {what}.");
        return string.Empty;
    }
}
