using GrifErrata.Diagnostics;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Federation;

/// <summary>Reads one freeze of <c>federation.yaml</c>.</summary>
internal static class FreezeReader
{
    public static Freeze? Read(YamlMap map)
    {
        YamlText? host = map.Text("host");
        YamlText? site = map.Text("site");
        YamlText? os = map.RequiredText("os", "the OS, the name of its folder");
        YamlText? version = map.RequiredText("version", "the update version on which it stays");
        YamlText? kernel = map.Text("kernel");
        YamlText? reason = Needed(map, "reason", "why");
        YamlText? owner = Needed(map, "owner", "the person who answers for it");
        DateOnly? until = Needed(map, "until", "the last day on which it holds") is null ? null : FederationDate.ReadOptional(map, "until");
        map.RefuseUnknownKeys();
        if ((host is null) == (site is null))
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, map.Location, "A freeze is of one `host` or of one `site`: write one of the two.");
        }

        if (host is not null && !HostPattern.IsHost(host.Text))
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, host.Location,
                $"`{host.Text}` is not a host's full name in lower case. Freeze a whole site with `site`.");
        }

        if (kernel is not null && PackageDecisionReader.ParseEvr(kernel.Text) is not { Epoch: null })
        {
            map.Diagnostics.Add(FederationDiagnostics.Value, kernel.Location, $"`{kernel.Text}` is not a kernel's version-release.");
        }

        if (os is null || version is null || !FederationReader.CheckVersion(map, version) || until is null) return null;
        return new(host?.Text, site?.Text, os.Text, version.Text, kernel?.Text, reason?.Text ?? string.Empty, owner?.Text ?? string.Empty,
            until.Value, map.Location);
    }

    private static YamlText? Needed(YamlMap map, string key, string meaning)
    {
        YamlText? text = map.Text(key);
        if (text is null || string.IsNullOrWhiteSpace(text.Text) || text.Text.Any(char.IsControl))
        {
            map.Diagnostics.Add(FederationDiagnostics.Freeze, map.Location,
                $"The freeze has no `{key}`, one line that says {meaning}. A freeze without reason, owner and end is one that is forgotten.");
            return null;
        }

        return text;
    }
}
