using System.Text.Json.Nodes;
using GrifErrata.Pan;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Sample;

/// <summary>The compiled Quattor profile of a made-up machine.</summary>
internal static class SampleProfile
{
    /// <summary>The text of the profile.</summary>
    public static string Text(SampleHost host, IEnumerable<Nevra> packages)
    {
        JsonObject all = [];
        foreach (Nevra package in packages)
            all[PanText.Escape(package.Name)] = new JsonObject { [PanText.Escape(package.Evr.VersionRelease)] = new JsonObject { ["arch"] = new JsonObject { [package.Arch] = "" } } };
        return new JsonObject
        {
            ["system"] = new JsonObject
            {
                ["network"] = new JsonObject { ["hostname"] = host.Name[..host.Name.IndexOf('.', StringComparison.Ordinal)], ["domainname"] = host.Name[(host.Name.IndexOf('.', StringComparison.Ordinal) + 1)..] },
            },
            ["software"] = new JsonObject
            {
                ["packages"] = all,
                ["components"] = new JsonObject { ["errata"] = new JsonObject { ["site"] = host.Site, ["os"] = "sl550-x86_64", ["update_version"] = host.Profile, ["source"] = "default", ["stage"] = "default" } },
            },
        }.ToJsonString();
    }
}
