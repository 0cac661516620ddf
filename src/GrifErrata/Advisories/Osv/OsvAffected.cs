using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using GrifErrata.Diagnostics;
using GrifErrata.Json;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Osv;

/// <summary>Reads <c>affected</c>: packages, their ecosystems and the versions that fix them.</summary>
internal sealed class OsvAffected
{
    // Ecosystems of the schema whose packages are RPMs, before the first colon.
    private static readonly string[] RpmEcosystems =
    [
        "AlmaLinux", "Rocky Linux", "Red Hat", "CentOS", "Oracle Linux", "SUSE", "openSUSE", "openEuler", "Mageia", "Photon OS", "Azure Linux",
    ];

    private readonly List<AdvisoryPackage> _packages = [];
    private readonly Dictionary<string, ImmutableArray<string>> _products = new(StringComparer.Ordinal);
    private readonly List<(string Version, SourceLocation Location)> _fixed = [];

    /// <summary>Entries of ecosystems without RPMs.</summary>
    public int OtherProducts { get; private set; }

    /// <summary>The worst severity that an entry names, as written; empty where none does.</summary>
    public string Severity { get; private set; } = string.Empty;

    /// <summary>Starts a new record.</summary>
    public void Clear()
    {
        _packages.Clear();
        OtherProducts = 0;
        Severity = string.Empty;
    }

    /// <summary>The packages of this record in its order, each once.</summary>
    public ImmutableArray<AdvisoryPackage> Packages() => [.. _packages.Distinct()];

    /// <summary>Reads the current <c>affected</c>.</summary>
    public void Read(ref JsonCursor json, List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> found)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement()) ReadEntry(ref json, found);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEntry(ref JsonCursor json, List<(DiagnosticDescriptor Descriptor, SourceLocation Location, string Message)> found)
    {
        string ecosystem = string.Empty, name = string.Empty;
        _fixed.Clear();
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("package"u8)) ReadPackage(ref json, out ecosystem, out name);
            else if (json.NameIs("ranges"u8)) ReadRanges(ref json);
            else if (json.NameIs("database_specific"u8) || json.NameIs("ecosystem_specific"u8)) ReadSeverity(ref json);
            else json.Skip();
        }

        if (!IsOfRpms(ecosystem))
        {
            OtherProducts++;
            return;
        }

        foreach ((string version, SourceLocation location) in _fixed)
        {
            // Publishers write the epoch only where it is not 0.
            string evr = version.Contains(':', StringComparison.Ordinal) ? version : "0:" + version;
            Nevra? nevra = FeedPackage.Nevra(name, evr, string.Empty, out string? refusal, mayLackArch: true);
            if (refusal is not null) found.Add((AdvisoryDiagnostics.RefusedPackage, location, refusal));
            if (nevra is not null) _packages.Add(new AdvisoryPackage(nevra) { Products = ProductsOf(ecosystem) });
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ReadPackage(ref JsonCursor json, out string ecosystem, out string name)
    {
        (ecosystem, name) = (string.Empty, string.Empty);
        if (!json.BeginObject()) return;
        while (json.NextMember())
        {
            if (json.NameIs("ecosystem"u8)) ecosystem = json.Text();
            else if (json.NameIs("name"u8)) name = json.Text();
            else json.Skip();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadRanges(ref JsonCursor json)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            int before = _fixed.Count;
            bool isOfPackages = true;
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("type"u8)) isOfPackages = json.Text() is "ECOSYSTEM" or "";
                else if (json.NameIs("events"u8)) ReadEvents(ref json);
                else json.Skip();
            }

            // Commits of a GIT range fix sources, not packages.
            if (!isOfPackages) _fixed.RemoveRange(before, _fixed.Count - before);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadEvents(ref JsonCursor json)
    {
        if (!json.BeginArray()) return;
        while (json.NextElement())
        {
            if (!json.BeginObject()) continue;
            while (json.NextMember())
            {
                if (json.NameIs("fixed"u8)) _fixed.Add((json.Text(), json.Location));
                else json.Skip();
            }
        }
    }

    private void ReadSeverity(ref JsonCursor json)
    {
        if (json.Next() != System.Text.Json.JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.NextMember())
        {
            if (!json.NameIs("severity"u8))
            {
                json.Skip();
                continue;
            }

            string severity = json.TextIfAny();
            if (AdvisoryWords.Severity(severity) > AdvisoryWords.Severity(Severity)) Severity = severity;
        }
    }

    private static bool IsOfRpms(string ecosystem)
    {
        int colon = ecosystem.IndexOf(':', StringComparison.Ordinal);
        return Array.IndexOf(RpmEcosystems, colon < 0 ? ecosystem : ecosystem[..colon]) >= 0;
    }

    private ImmutableArray<string> ProductsOf(string ecosystem)
    {
        if (_products.TryGetValue(ecosystem, out ImmutableArray<string> products)) return products;
        if (_products.Count > 1000) _products.Clear();
        products = [ecosystem];
        _products.Add(ecosystem, products);
        return products;
    }
}
