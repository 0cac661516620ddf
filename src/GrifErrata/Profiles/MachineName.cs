using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.Rpm;

namespace GrifErrata.Profiles;

/// <summary>The name of a machine: what its file says, else the file's own name.</summary>
internal static class MachineName
{
    private static readonly string[] Endings = [".gz", ".json", ".xml", ".txt"];

    /// <summary>The name in lower case, or null after error GE1745.</summary>
    /// <param name="said">The name that the content gives, or null.</param>
    /// <param name="file">The file: <c>[profile_]&lt;host&gt;.json</c> and the like.</param>
    /// <param name="diagnostics">Takes the error.</param>
    public static string? Of(string? said, string file, DiagnosticBag diagnostics)
    {
#pragma warning disable CA1308 // Host names are written in lower case.
        string host = (said ?? FromFile(file)).ToLowerInvariant();
#pragma warning restore CA1308
        if (HostPattern.IsHost(host)) return host;
        diagnostics.Add(ProfileDiagnostics.Host, new(file),
            $"{UntrustedText.Quote(host)} is not a host's name. Name the file after the machine (wn1.example.org.json), or correct the name in it.");
        return null;
    }

    private static string FromFile(string file)
    {
        string name = Path.GetFileName(file);
        foreach (string ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.Ordinal)) name = name[..^ending.Length];
        }

        return name.StartsWith("profile_", StringComparison.Ordinal) ? name["profile_".Length..] : name;
    }
}
