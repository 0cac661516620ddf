using System.Globalization;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Pan;
using GrifErrata.Tests.Pan.Evaluation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Pan.Semantics;

/// <summary>A site of machines whose update versions are what the library renders: one version a machine, found by LOADPATH as Quattor's sites find those of an OS.</summary>
/// <param name="change">What is changed in the text of each version and of the functions; nothing where it is null.</param>
internal sealed class SemanticsSite(Func<string, string>? change = null)
{
    private static readonly ErrataTemplates Templates = ErrataTemplates.Load(null, [])!;

    /// <summary>Its files.</summary>
    public PanSite Pan { get; } = new();

    /// <summary>Writes a version for a target into a folder.</summary>
    public void AddVersion(string folder, UpdateVersion version, SemanticsTarget target)
    {
        string name = target.Pan.Shape == PanShape.Lines ? ErrataTemplates.Lines : ErrataTemplates.Table;
        Add($"{folder}/rpms/errata/{version.Name}.{target.Pan.ExtensionText}", Changed(Render($"{name}.{target.Pan.ExtensionText}", ErrataModel.Of(version, target.Os))));
        DiagnosticBag diagnostics = [];
        foreach (OutputFile file in FunctionsRenderer.Render(target.Oses, Templates, diagnostics)) Add($"{folder}/{file.RelativePath}", Changed(file.Text));
        Assert.That(diagnostics, Is.Empty);
    }

    /// <summary>Writes a file.</summary>
    public void Add(string path, string text) => Pan.Add(path, text);

    /// <summary>Writes an object template.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">Where its version is.</param>
    /// <param name="target">For what that is written.</param>
    /// <param name="before">Its packages.</param>
    /// <param name="arch">Its architecture.</param>
    /// <param name="includes">What it includes after them.</param>
    public void AddMachine(string name, string folder, SemanticsTarget target, IEnumerable<string> before, string arch, params ReadOnlySpan<string> includes)
    {
        bool isTpl = target.Pan.Extension == PanExtension.Tpl;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"object template {name};\nvariable LOADPATH = list('{folder}');\nvariable PKG_ARCH_DEFAULT = '{arch}';\n");
        if (target.SiteLocks is { } locks) text.Append(CultureInfo.InvariantCulture, $"variable OS_ERRATA_LOCK_UNVERSIONED = {(locks ? "true" : "false")};\n");
        string dict = isTpl ? "nlist" : "dict";
        text.Append(CultureInfo.InvariantCulture, $"'/software/packages' = {dict}();\n").Append(PackageLines.Statements(before, dict));
        foreach (string include in (ReadOnlySpan<string>)["components/spma/functions", .. includes])
            text.Append(isTpl ? $"include {{ '{include}' }};\n" : $"include '{include}';\n");
        Add($"{name}.{target.Pan.ExtensionText}", text.ToString());
    }

    private string Changed(string text) => change is null ? text : change(text);

    private static string Render(string template, object model)
    {
        DiagnosticBag diagnostics = [];
        string? text = Templates[template].Render(model, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return text!;
    }
}
