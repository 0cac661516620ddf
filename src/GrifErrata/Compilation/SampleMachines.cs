using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GrifErrata.Compilation;

/// <summary>The machines by which every generated template is compiled and run: two for each update version and one for its feature, one for each OS of a federation.</summary>
internal static class SampleMachines
{
    private const string Folder = "grif-errata";

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static ImmutableArray<SampleMachine> Of(GeneratedTemplates templates)
    {
        ImmutableArray<SampleMachine>.Builder machines = ImmutableArray.CreateBuilder<SampleMachine>();
        Dictionary<string, (string NodeOsVersion, string Packages)> oses = new(StringComparer.Ordinal);
        foreach (GeneratedVersion version in templates.Versions)
        {
            VersionManifest manifest = VersionManifest.Load(version.Manifest)
                ?? new(version.Os, ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);
            string outdated = SampleMachine.Outdated(manifest.Packages);
            Add("outdated", outdated, "has every package of the update version, older");
            Add("shapes", SampleMachine.Shapes(manifest.Packages), "has packages in every shape");
            AddFeature();
            oses[version.Os] = (manifest.NodeOsVersion, outdated);

            void Add(string kind, string packages, string what)
            {
                string name = $"{Folder}/{version.Os}/{version.Name}-{kind}";
                StringBuilder text = new(SampleMachine.Head(name, $"A machine of {version.Os} that {what}.", version.Os, manifest.NodeOsVersion));
                text.Append(packages).Append('\n');
                if (version.HasInit) text.Append(CultureInfo.InvariantCulture, $"include 'config/os/errata/{version.Name}-init';\n");
                text.Append(CultureInfo.InvariantCulture, $"include 'rpms/errata/{version.Name}';\n");
                if (version.HasFix) text.Append(CultureInfo.InvariantCulture, $"include 'rpms/errata/{version.Name}-fix';\n");
                machines.Add(new(name, text.ToString(), version.File));
            }

            // The packages are run above; here it is the look-up that is.
            void AddFeature()
            {
                if (templates.Find($"features/errata/{version.Name}/config") is not { } feature) return;
                string name = $"{Folder}/{version.Os}/{version.Name}-feature";
                machines.Add(new(name,
                    $"""
                     {SampleMachine.Head(name, $"A machine of {version.Os} whose personality has the feature of the update version.", version.Os, manifest.NodeOsVersion)}'/software/packages' = dict();
                     '/system/personality/stage' = 'next';
                     include 'features/errata/{version.Name}/config';
                     include 'federation/errata/updates';

                     """.ReplaceLineEndings("\n"), feature));
            }
        }

        foreach ((string os, (string node, string packages)) in oses.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            // In a federation the version is the one that the machine's stage has.
            if (templates.Find("federation/errata/updates") is { } updates)
            {
                string name = $"{Folder}/{os}/federation";
                machines.Add(new(name, $"{SampleMachine.Head(name, $"A machine of {os} in the federation.", os, node)}{packages}\ninclude 'federation/errata/updates';\n", updates));
            }

            foreach (string side in (string[])["client", "server"])
            {
                if (templates.Find($"features/pakiti/{side}/config") is not { } feature) continue;
                string name = $"{Folder}/{os}/pakiti-{side}";
                machines.Add(new(name,
                    $"""
                     {SampleMachine.Head(name, $"A machine of {os} with Pakiti's {side}.", os, node)}{packages}
                     '/software/repositories' = list();
                     include 'components/spma/config';

                     variable PAKITI_SERVER ?= 'monitor.example.org';
                     variable PAKITI_SITE = 'example';
                     variable PAKITI_CLIENT_VERSION = '3.0.0-1';
                     variable PAKITI_SERVER_PUB_KEY = 'a certificate';
                     include 'features/pakiti/{side}/config';

                     """.ReplaceLineEndings("\n"), feature));
            }
        }

        return [.. machines.OrderBy(m => m.Name, StringComparer.Ordinal)];
    }
}
