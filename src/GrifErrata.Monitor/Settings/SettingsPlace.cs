using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Access;
using GrifErrata.Yaml;

namespace GrifErrata.Monitor.Settings;

/// <summary>A mapping of the settings file, with the kinds of values that its sections share.</summary>
/// <param name="Map">The mapping.</param>
/// <param name="Folder">Folder of the file: relative paths start there.</param>
internal sealed record SettingsPlace(YamlMap Map, string Folder)
{
    // `sha256sum` of nothing and of an empty line: a token that was not there when it was hashed.
    private static readonly string[] HashesOfNothing =
        ["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "01ba4719c80b6fe911b091a7c05124b64eeece964e09c058ef8f9805daca546b"];

    /// <summary>The mapping of a key, or null.</summary>
    public SettingsPlace? Part(string key) => Map.Map(key) is { } map ? this with { Map = map } : null;

    /// <summary>The mappings of a list.</summary>
    public IEnumerable<SettingsPlace> Parts(string key) => Map.Maps(key).Select(m => this with { Map = m });

    /// <summary>Says that a value is not right.</summary>
    public void Wrong(SourceLocation location, string message) => Map.Diagnostics.Add(SettingsDiagnostics.Value, location, message);

    /// <summary>A file or folder, from the folder of the settings file; null where the key is absent.</summary>
    public string? Path(string key) => Map.Text(key) is { } text ? System.IO.Path.GetFullPath(text.Text, Folder) : null;

    /// <summary>A file that can be read; null where the key is absent, or after a report.</summary>
    public string? File(string key, string what)
    {
        if (Path(key) is not { } path) return null;
        if (System.IO.File.Exists(path)) return path;
        Map.Diagnostics.Add(SettingsDiagnostics.File, Map.LocationOf(key), $"`{key}` names {path}, and no such file is there. Name {what}.");
        return null;
    }

    /// <summary>A whole number in a range; null where the key is absent, or after a report.</summary>
    public int? Number(string key, int least, int most)
    {
        if (Map.Text(key) is not { } text) return null;
        if (int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most) return number;
        Wrong(text.Location, $"`{key}` is `{text.Text}`; write a number from {least} to {most}.");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string key) => Map.Word(key, ("true", true), ("false", false));

    /// <summary>Networks, <c>192.0.2.0/24</c>; an address alone is a network of one.</summary>
    public ImmutableArray<IPNetwork> Networks(string key) =>
    [
        .. Map.Texts(key).Select(t => Read(t, Network, $"`{t.Text}` is no network. Write one as 192.0.2.0/24 or 2001:db8:1::/48, with zeros after the prefix, or one address."))
            .OfType<IPNetwork>(),
    ];

    /// <summary>Hashes of tokens.</summary>
    public ImmutableArray<TokenHash> Tokens(string key) =>
    [
        .. Map.Texts(key).Select(t => Read(t, s => HashesOfNothing.Contains(s, StringComparer.OrdinalIgnoreCase) ? null : TokenHash.Parse(s),
            $"`{key}` takes the SHA-256 of a token, 64 hexadecimal digits, not of an empty one and never the token itself. `grif-errata-monitor token` makes a token and prints both.")).OfType<TokenHash>(),
    ];

    /// <summary>Subjects of certificates.</summary>
    public ImmutableArray<SubjectPattern> Subjects(string key) =>
    [
        .. Map.Texts(key).Select(t => Read(t, SubjectPattern.Parse, $"`{t.Text}` is no subject of a certificate. Write it as openssl x509 -noout -subject -nameopt RFC2253 does, CN first: CN=*.lal.example.org,O=GRIF,C=FR; a last part `*` is any further parts."))
            .OfType<SubjectPattern>(),
    ];

    private T? Read<T>(YamlText text, Func<string, T?> read, string wrong)
        where T : class
    {
        if (read(text.Text) is { } value) return value;
        Wrong(text.Location, wrong);
        return null;
    }

    private IPNetwork? Read(YamlText text, Func<string, IPNetwork?> read, string wrong)
    {
        if (read(text.Text) is { } value) return value;
        Wrong(text.Location, wrong);
        return null;
    }

    private static IPNetwork? Network(string text)
    {
        if (IPAddress.TryParse(text, out IPAddress? address)) return new(address, address.GetAddressBytes().Length * 8);

        // Parsing drops what follows the prefix: 192.0.2.1/24, where /32 was meant, would be 256 addresses.
        return IPNetwork.TryParse(text, out IPNetwork network) && IPAddress.TryParse(text.AsSpan(0, text.IndexOf('/', StringComparison.Ordinal)), out address)
            && address.Equals(network.BaseAddress) && !address.IsIPv4MappedToIPv6 ? network : null;
    }
}
