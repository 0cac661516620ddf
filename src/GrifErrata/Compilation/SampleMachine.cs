using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Pan;

namespace GrifErrata.Compilation;

/// <summary>An object template that includes generated templates as a machine's profile does.</summary>
/// <param name="Name">The template's name.</param>
/// <param name="Text">The template's text.</param>
/// <param name="Subject">Full path of the generated file that it is made for: there an error is told of which no place is in a generated file.</param>
internal sealed record SampleMachine(string Name, string Text, string Subject)
{
    private const string Old = "0-1", Older = "0-0", NoOnesArch = "s390";

    /// <summary>A machine that has every package of a version at an older one, with the architectures of the errata.</summary>
    public static string Outdated(ImmutableSortedDictionary<string, ImmutableArray<string>> packages) =>
        Packages(packages.Select(p => (p.Key, Of(Old, p.Value))));

    /// <summary>A machine on which packages come in every shape that a profile can have, in turn (see docs/build.md).</summary>
    public static string Shapes(ImmutableSortedDictionary<string, ImmutableArray<string>> packages) =>
        Packages(packages.Select((p, i) => (p.Key, (i % 6) switch
        {
            0 => Of(Old, [p.Value[0]]),
            1 => Of(Old, [.. p.Value, NoOnesArch]),
            2 => Of(Old, [NoOnesArch]),
            3 => "dict()",
            4 => $"dict('{PanText.Escape(Old)}', dict())",
            _ => $"dict('{PanText.Escape(Older)}', dict('arch', dict('{p.Value[0]}', '')), '{PanText.Escape(Old)}', dict('arch', dict('{p.Value[^1]}', '')))",
        })));

    /// <summary>The text before the machine's packages.</summary>
    public static string Head(string name, string comment, string os, string nodeOsVersion) => string.Create(CultureInfo.InvariantCulture,
        $"""
         # {PanText.Comment(comment)} Made by the build to compile the generated templates.
         object template {name};

         variable LOADPATH = list({PanText.Quote(os)});
         variable FULL_HOSTNAME = 'machine.example.org';
         variable NODE_OS_VERSION = {PanText.Quote(nodeOsVersion)};
         variable PKG_ARCH_DEFAULT = {PanText.Quote(nodeOsVersion[(nodeOsVersion.LastIndexOf('-') + 1)..])};

         include 'components/spma/functions';


         """).ReplaceLineEndings("\n");

    private static string Of(string version, IEnumerable<string> arches) =>
        $"dict('{PanText.Escape(version)}', dict('arch', dict({string.Join(", ", arches.Select(a => $"'{a}', ''"))})))";

    private static string Packages(IEnumerable<(string Name, string Value)> packages)
    {
        StringBuilder text = new("'/software/packages' = dict(\n");
        foreach ((string name, string value) in packages) text.Append(CultureInfo.InvariantCulture, $"    '{PanText.Escape(name)}', {value},\n");
        return text.Append(");\n").ToString();
    }
}
