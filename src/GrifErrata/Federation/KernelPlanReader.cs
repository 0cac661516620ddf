using System.Collections.Immutable;
using GrifErrata.Updates;
using GrifErrata.Yaml;

namespace GrifErrata.Federation;

/// <summary>Reads one kernel plan of <c>federation.yaml</c>.</summary>
internal static class KernelPlanReader
{
    public static KernelPlan? Read(YamlMap map)
    {
        YamlText? os = map.RequiredText("os", "the OS, the name of its folder");
        YamlText? kernel = map.RequiredText("kernel", "the new kernel");
        YamlText? version = map.RequiredText("version", "the update version that sets the kernel");
        DateOnly? deadline = FederationDate.ReadOptional(map, "deadline");
        ImmutableArray<KernelPlanSite> sites = [.. map.Maps("sites").Select(ReadSite).OfType<KernelPlanSite>()];
        map.RefuseUnknownKeys();
        if (os is null || kernel is null || version is null || !FederationReader.CheckVersion(map, version)) return null;
        CheckKernel(map, kernel);
        return new(os.Text, kernel.Text, version.Text, deadline, sites, map.Location);
    }

    private static KernelPlanSite? ReadSite(YamlMap map)
    {
        YamlText? site = map.RequiredText("site", "the site");
        YamlText? version = map.RequiredText("version", "the update version that it had before");
        YamlText? kernel = map.Text("kernel");
        DateOnly? date = FederationDate.ReadOptional(map, "date");
        string owner = map.Text("owner")?.Text ?? string.Empty;
        DateOnly? done = FederationDate.ReadOptional(map, "done");
        map.RefuseUnknownKeys();
        if (site is null || version is null || !FederationReader.CheckVersion(map, version)) return null;
        if (kernel is not null) CheckKernel(map, kernel);
        return new(site.Text, version.Text, kernel?.Text, date, owner, done, map.Location);
    }

    private static void CheckKernel(YamlMap map, YamlText kernel)
    {
        if (PackageDecisionReader.ParseEvr(kernel.Text) is not { Epoch: null })
            map.Diagnostics.Add(FederationDiagnostics.Value, kernel.Location, $"`{kernel.Text}` is not a kernel's version-release.");
    }
}
