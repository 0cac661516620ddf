using GrifErrata.Compilation;
using GrifErrata.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Tests.Compilation;

/// <summary>An output folder with one version of one OS, and programs that stand for panc and panlint.</summary>
internal sealed class PanFolder : IDisposable
{
    /// <summary>The template of the version's packages.</summary>
    public const string Packages = "el9x-x86_64/rpms/errata/20250211.pan";

    private readonly string _root = Directory.CreateTempSubdirectory("grif errata-").FullName;

    public PanFolder()
    {
        Write(Packages, "template rpms/errata/20250211;\n\n'/software/packages' = pkg_ronly('hal', '0.5-2.el9', 'x86_64');\n");
        Write("el9x-x86_64/config/os/errata/20250211-init.pan", "unique template config/os/errata/20250211-init;\n");
        Write("el9x-x86_64/rpms/errata/20250211.json",
            """{"nodeOsVersion":"el9x-x86_64","packages":[{"name":"gcc-c++","arch":"x86_64"},{"name":"hal","arch":"i686"},{"name":"hal","arch":"x86_64"}]}""");
    }

    public string Templates => Path.Combine(_root, "pan");

    public string Work => Path.Combine(_root, "obj", "compiled");

    public CompilationRequest Request(string panc) => new(Templates, Work, panc);

    /// <summary>To lint the output.</summary>
    public LintRequest Lint(string panlint) => new(Templates, panlint);

    public string At(string relative) => Path.Combine(Templates, relative);

    public void Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(relative))!);
        File.WriteAllText(At(relative), text);
    }

    /// <summary>A program of the shell; <c>$templates</c> is the output folder, <c>$work</c> the build's own.</summary>
    public string Script(string text)
    {
        string path = Path.Combine(_root, "program");
        File.WriteAllText(path, $"#!/bin/sh\ntemplates='{Templates}'; work='{Work}'\n{text}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public static async Task<DiagnosticBag> CompileAsync(CompilationRequest request, CancellationToken cancellationToken = default)
    {
        DiagnosticBag diagnostics = [];
        await PanCompilation.RunAsync(request, diagnostics, NullLogger.Instance, cancellationToken);
        return diagnostics;
    }

    public static async Task<DiagnosticBag> LintAsync(LintRequest request)
    {
        DiagnosticBag diagnostics = [];
        await PanLint.RunAsync(request, diagnostics, NullLogger.Instance);
        return diagnostics;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
