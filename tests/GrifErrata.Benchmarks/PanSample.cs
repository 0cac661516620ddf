using System.Collections.Immutable;
using System.Text;
using GrifErrata.Compilation;
using GrifErrata.Pan;

namespace GrifErrata.Benchmarks;

/// <summary>Machines of a site and an update version of the size of GRIF's in July 2013, in both shapes, each in a folder of its own.</summary>
internal static class PanSample
{
    /// <summary>Machines, packages of each, packages of these that the errata have, lines of the errata.</summary>
    public const int Machines = 600, Packages = 729, Both = 300, Lines = 1_263;

    /// <summary>Names in the errata; some have two architectures.</summary>
    public const int Names = 1_040;

    /// <summary>The three kinds: without errata, and with them in each shape.</summary>
    public static readonly string[] Kinds = ["none", "lines", "table"];

    /// <summary>Writes all below a folder. Without a library our stubs stand for the package functions.</summary>
    public static void Write(string folder, string[] libraries)
    {
        string common = Path.Combine(folder, "common"), errata = Path.Combine(common, "rpms", "errata");
        Directory.CreateDirectory(errata);
        if (libraries.Length == 0) PanSite.Write(common);
        ErrataTemplates templates = ErrataTemplates.Load(null, [])!;
        ErrataModel model = new("20130730", "sl640-x86_64", false, [.. Errata()]);
        foreach (string shape in (string[])["lines", "table"])
        {
            string text = templates[$"errata-{shape}.pan"].Render(model, [])!;
            File.WriteAllText(Path.Combine(errata, $"{shape}.pan"), text.Replace("template rpms/errata/20130730;", $"template rpms/errata/{shape};", StringComparison.Ordinal));
        }

        File.WriteAllText(Path.Combine(errata, "functions.pan"), templates["errata-functions.pan"].Render(new FunctionsModel(false), [])!);
        File.WriteAllText(Path.Combine(common, "machine.pan"), Machine());
        foreach (string kind in Kinds)
        {
            Directory.CreateDirectory(Path.Combine(folder, kind));
            Directory.CreateDirectory(Path.Combine(folder, "profiles", kind));
            for (int i = 0; i < Machines; i++)
            {
                // Each differs from the others, as real ones do.
                File.WriteAllText(Path.Combine(folder, kind, Words.Format($"h{i}.pan")), Words.Format($"""
                    object template h{i};

                    include 'components/spma/functions';
                    include 'machine';
                    '/software/packages/of{i}/_31_2d1/arch/noarch' = '';

                    """) + (kind == "none" ? "" : $"include 'rpms/errata/{kind}';\n"));
            }
        }
    }

    // Every fifth name has a second architecture in the errata, and machines have it in half of these.
    private static bool HasTwo(int name) => name * (Lines - Names) / Names != (name + 1) * (Lines - Names) / Names;

    private static IEnumerable<ErrataLine> Errata()
    {
        for (int i = 0; i < Names; i++)
        {
            if (HasTwo(i)) yield return new(Name(i), Words.Format($"1.{i}-9.el6"), "i686", false);
            yield return new(Name(i), Words.Format($"1.{i}-9.el6"), "x86_64", false);
        }
    }

    private static string Machine()
    {
        StringBuilder text = new("template machine;\n\n");
        for (int i = 0; i < Packages; i++)
        {
            // Spread over the names of the errata, and then names that they do not have.
            int name = i < Both ? i * Names / Both : Names + i;
            foreach (string arch in HasTwo(name) && name % 2 == 0 ? ImmutableArray.Create("i686", "x86_64") : ["x86_64"])
                text.Append("'/software/packages/").Append(PanText.Escape(Name(name))).Append('/').Append(PanText.Escape(Words.Format($"1.{name}-1.el6"))).Append("/arch/").Append(arch).Append("' = '';\n");
        }

        return text.ToString();
    }

    private static string Name(int index) => Words.Package(new(index), index) + Words.Format($"-{index}") + (index % 3 == 0 ? Words.Suffix(index) : "");
}
