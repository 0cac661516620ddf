using System.Collections.Frozen;

namespace GrifErrata.Dependencies;

/// <summary>Packages of which several versions stand side by side: dnf's installonlypkgs, and yum's names for el5 and el6, which provide nothing of the kind.</summary>
internal static class InstallOnly
{
    private static readonly string[] Capabilities =
        ["installonlypkg(kernel)", "installonlypkg(kernel-module)", "installonlypkg(vm)", "multiversion(kernel)"];

    private static readonly FrozenSet<string> Names = new[]
    {
        "kernel", "kernel-PAE", "kernel-PAE-debug", "kernel-bigmem", "kernel-debug", "kernel-devel", "kernel-enterprise", "kernel-modules", "kernel-smp",
        "kernel-source", "kernel-unsupported",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Which packages of a table are.</summary>
    public static HashSet<int> Of(PackageTable table)
    {
        HashSet<int> found = [];
        foreach (string name in Names)
        {
            int symbol = table.Dependencies.Symbols.Find(name);
            if (symbol < 0) continue;
            foreach (int package in table.ByName[symbol]) found.Add(package);
        }

        foreach (string capability in Capabilities)
        {
            int symbol = table.Dependencies.Symbols.Find(capability);
            if (symbol < 0) continue;
            foreach (int package in table.ProvidersOf(table.Dependencies.Add(symbol, Comparison.None, -1))) found.Add(package);
        }

        return found;
    }
}
