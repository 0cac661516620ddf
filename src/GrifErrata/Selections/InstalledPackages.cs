using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Repositories;
using GrifErrata.Rpm;

namespace GrifErrata.Selections;

/// <summary>What a machine has installed, as far as its list says.</summary>
public static class InstalledPackages
{
    /// <summary>
    /// The NEVRAs of a machine. An architecture that the list leaves out (<c>rpm -qa</c> of old releases) is taken from the sources, where they
    /// have that build, or else that name, in one architecture only; what stays unclear, and what has no version, is left out with one warning.
    /// </summary>
    public static IReadOnlyList<Nevra> Of(Machine machine, IReadOnlyList<SelectionSource> sources, DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ILookup<string, Nevra> known = sources.SelectMany(s => s.Packages).Select(p => p.Nevra).ToLookup(n => n.Name, StringComparer.Ordinal);
        List<Nevra> installed = [];
        List<string> unclear = [];
        foreach (MachinePackage package in machine.Packages)
        {
            string? arch = package.Arch ?? (package.Evr is { } evr ? ArchOf(evr, [.. known[package.Name]]) : null);
            if (package.Evr is { } there && arch is not null) installed.Add(new(package.Name, there, arch));
            else if (known.Contains(package.Name)) unclear.Add(package.Name);
        }

        if (unclear.Count > 0)
        {
            string more = unclear.Count > 5 ? $" and {unclear.Count - 5} more" : string.Empty;
            diagnostics.Add(SelectionDiagnostics.UnclearInstalled, machine.Location,
                $"The list does not say which build or architecture of {string.Join(", ", unclear.Take(5))}{more} is installed, so nothing is chosen for these. "
                + "Make it with: rpm -qa --queryformat '%{NAME}-%{EPOCH}:%{VERSION}-%{RELEASE}.%{ARCH}\\n'");
        }

        return installed;
    }

    private static string? ArchOf(Evr evr, List<Nevra> known)
    {
        string[] same = [.. known.Where(k => k.Evr.Version == evr.Version && k.Evr.Release == evr.Release).Select(k => k.Arch).Distinct()];
        if (same.Length == 0) same = [.. known.Select(k => k.Arch).Distinct()];
        return same.Length == 1 ? same[0] : null;
    }
}
