using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Profiles;
using GrifErrata.Rpm;

namespace GrifErrata.Dependencies;

/// <summary>Reads the lists of a check.</summary>
public static class NevraList
{
    private static readonly InputLimits Limits = new() { MaxDocumentBytes = 64L << 20 };

    /// <summary>A machine: a list, a compiled profile, or a report; see <see cref="MachineFile"/>. Packages that it wants in any version are left out.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Takes errors.</param>
    /// <returns>The packages, or null after an error.</returns>
    public static ImmutableArray<Nevra>? ReadProfile(string path, DiagnosticBag diagnostics) =>
        MachineFile.Read(path, diagnostics) is { } machine ? MachinePackages.Known(machine) : null;

    /// <summary>An update: one <c>name-[epoch:]version-release.arch</c> a line; blank lines and lines with <c>#</c> are passed over.</summary>
    /// <inheritdoc cref="ReadProfile"/>
    public static ImmutableArray<Nevra>? ReadUpdate(string path, DiagnosticBag diagnostics)
    {
        List<Nevra> all = [];
        DiagnosticBag own = [];
        InputFile.Read(path, Limits, null, own, (content, found) =>
        {
            using StreamReader reader = new(content, leaveOpen: true);
            for (int number = 1; reader.ReadLine() is { } line; number++)
            {
                string text = line.Trim();
                if (text.Length == 0 || text[0] == '#') continue;
                if (NevraParser.TryParse(text, out Nevra? nevra)) all.Add(nevra);
                else found.Add(DependencyDiagnostics.List, new(path, number, 1), $"{UntrustedText.Quote(text)} is not name-[epoch:]version-release.arch. Correct the line or take it out.");
            }

            return path;
        });
        diagnostics.AddRange(own);
        return own.HasErrors ? null : [.. all];
    }
}
