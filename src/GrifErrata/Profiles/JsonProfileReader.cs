using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Profiles;

/// <summary>Reads a Quattor profile that panc compiled to JSON.</summary>
/// <remarks>
/// Packages are <c>/software/packages/&lt;name&gt;/&lt;version&gt;/arch/&lt;arch&gt;</c> with name and version escaped (ncm-spma's schema); the
/// update version and its freeze are what GrifErrata's Pan puts under <c>/software/components/errata</c>.
/// </remarks>
internal static class JsonProfileReader
{
    // Profiles nest about 15 deep.
    private const int MaxDepth = 64;
    private const int MaxPackages = 100_000;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    /// <summary>Reads one.</summary>
    /// <param name="content">The whole JSON.</param>
    /// <param name="file">The file, for locations and, where the profile has no host name, for the name.</param>
    /// <param name="diagnostics">Takes the first error.</param>
    /// <returns>The machine, or null after an error.</returns>
    public static Machine? Read(ReadOnlyMemory<byte> content, string file, DiagnosticBag diagnostics)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content, Options);
            return Read(document.RootElement, file, diagnostics);
        }
        catch (JsonException e)
        {
            // A property that is there twice is found without a place.
            SourceLocation place = e.LineNumber is { } line
                ? new(file, (int)Math.Min(line, int.MaxValue - 1) + 1, (int)Math.Min(e.BytePositionInLine ?? 0, int.MaxValue - 1) + 1)
                : new(file);
            diagnostics.Add(ProfileDiagnostics.Syntax, place,
                $"The profile is cut short, nests more than {MaxDepth} deep, has a property twice or is not JSON. Compile it again.");
            return null;
        }
        catch (ProfileValueException e)
        {
            diagnostics.Add(ProfileDiagnostics.Value, new(file), e.Message);
            return null;
        }
        catch (InvalidOperationException e) when (e.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) == true)
        {
            // A text with half a surrogate pair cannot be read as one.
            diagnostics.Add(ProfileDiagnostics.Syntax, new(file, 1, 1), "The file has a text that is no Unicode. Compile the profile again.");
            return null;
        }
    }

    private static Machine? Read(JsonElement root, string file, DiagnosticBag diagnostics)
    {
        if (Find(root, "software", "packages") is not { } packages)
            throw new ProfileValueException("The profile has no /software/packages. Check that it is a machine's compiled profile.");
        string? host = Text(root, "system", "network", "hostname"), domain = Text(root, "system", "network", "domainname");
        if (host is not null && domain is not null && !host.EndsWith("." + domain, StringComparison.Ordinal)) host += "." + domain;
        if (MachineName.Of(host, file, diagnostics) is not { } name) return null;

        ImmutableArray<MachinePackage> all = Packages(packages);
        if (all.Length > MaxPackages)
        {
            diagnostics.Add(ProfileDiagnostics.TooMany, new(file), $"The profile has more than {MaxPackages} packages, which no machine has. Check where it comes from.");
            return null;
        }

        return new Machine
        {
            Host = name,
            Site = Text(root, "software", "components", "errata", "site"),
            NodeOsVersion = Text(root, "software", "components", "errata", "os") ?? Text(root, "software", "components", "errata", "freeze", "os"),
            UpdateVersion = Text(root, "software", "components", "errata", "update_version"),
            Source = Text(root, "software", "components", "errata", "source"),
            Stage = Text(root, "software", "components", "errata", "stage"),
            Kernel = Text(root, "system", "kernel", "version") ?? Text(root, "software", "components", "errata", "kernel"),
            Freeze = Find(root, "software", "components", "errata", "freeze") is { } freeze ? Freeze(freeze) : null,
            Packages = all,
            Location = new(file),
        };
    }

    private static ImmutableArray<MachinePackage> Packages(JsonElement packages)
    {
        List<MachinePackage> all = [];
        foreach (JsonProperty package in Members(packages, "/software/packages"))
        {
            string name = PanText.Unescape(package.Name);

            // A lock on several names (kernel*) is no package.
            if (IsPattern(name)) continue;
            string path = $"/software/packages/{Shown(package.Name)}";
            if (!RpmAlphabet.IsName(name)) throw new ProfileValueException($"{path} is not the name of a package. Compile the profile again with a correct one.");
            bool any = false;
            foreach (JsonProperty version in Members(package.Value, path))
            {
                any = true;
                string text = PanText.Unescape(version.Name);
                Evr? evr = PackageDecisionReader.ParseEvr(text);
                if (evr is null && !IsPattern(text))
                    throw new ProfileValueException($"{path} has the version {UntrustedText.Quote(text)}, which is not version-release. Compile the profile again with a correct one.");
                all.AddRange(Arches(version.Value, $"{path}/{Shown(version.Name)}").DefaultIfEmpty(null).Select(arch => new MachinePackage(name, evr, arch)));
                if (all.Count > MaxPackages) return [.. all];
            }

            if (!any) all.Add(new(name, null, null));
        }

        return [.. all.OrderBy(p => p.Name, StringComparer.Ordinal).ThenBy(p => p.Arch, StringComparer.Ordinal).ThenBy(p => p.Evr?.ToString(), StringComparer.Ordinal)];
    }

    // Schemas before ncm-spma 13 had a list of architectures.
    private static List<string> Arches(JsonElement version, string path)
    {
        if (Find(version, "arch") is not { } arches) return [];
        List<string> names = arches.ValueKind == JsonValueKind.Array
            ? [.. arches.EnumerateArray().Select(a => a.ValueKind == JsonValueKind.String ? a.GetString()! : string.Empty)]
            : [.. Members(arches, path + "/arch").Select(a => a.Name)];
        foreach (string arch in names)
        {
            if (!RpmAlphabet.IsArch(arch)) throw new ProfileValueException($"{path}/arch has {UntrustedText.Quote(arch)}, which is not an architecture. Compile the profile again with a correct one.");
        }

        return names;
    }

    private static MachineFreeze Freeze(JsonElement freeze)
    {
        const string Path = "/software/components/errata/freeze";
        string until = Required("until");
        return DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? new(Required("version"), Text(freeze, "kernel"), Required("reason"), Required("owner"), day)
            : throw new ProfileValueException($"{Path}/until is {UntrustedText.Quote(until)}, which is not a day. Write it as 2010-12-31.");

        string Required(string key) => Text(freeze, key) ?? throw new ProfileValueException($"{Path} has no {key}. A freeze has version, reason, owner and until.");
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject()
        : throw new ProfileValueException($"{path} is not a nlist or dict. Check that the file is a machine's compiled profile.");

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        if (Find(element, path) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new ProfileValueException($"/{string.Join('/', path!)} is not a string. Check that the file is a machine's compiled profile.");
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string key in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element)) return null;
        }

        return element;
    }

    private static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?', '[');

    private static string Shown(string name) => UntrustedText.Quote(name)[1..^1];

    /// <summary>Ends the reading of one profile at its first wrong value.</summary>
#pragma warning disable CA1032, CA1064 // Never leaves this class.
    private sealed class ProfileValueException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
}
