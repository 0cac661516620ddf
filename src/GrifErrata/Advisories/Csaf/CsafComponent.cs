using System.Text.RegularExpressions;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.Csaf;

/// <summary>What a product's id and purl say: an RPM, a module stream, or neither.</summary>
/// <param name="Rpm">The RPM; null where it is none, or rpm does not allow it.</param>
/// <param name="Module">The module stream that it is, or is of; null where none is named.</param>
/// <param name="Refusal">Why an RPM was refused, see <see cref="FeedPackage"/>.</param>
/// <param name="LacksEpoch">It is an RPM, but neither its id has an epoch nor is there a purl.</param>
internal sealed partial record CsafComponent(Nevra? Rpm, ModuleStream? Module, string? Refusal = null, bool LacksEpoch = false)
{
    /// <summary>Neither an RPM nor a module stream.</summary>
    public static readonly CsafComponent Neither = new(null, null);

    /// <summary>Whether it is an RPM, be it a refused one.</summary>
    public bool IsRpm => Rpm is not null || Refusal is not null || LacksEpoch;

    /// <summary>Reads a product.</summary>
    /// <param name="id">The product's id, without the product that it is a component of.</param>
    /// <param name="purl">Its purl; empty where it has none.</param>
    public static CsafComponent Of(string id, string purl)
    {
        PackageUrl? url = PackageUrl.TryParse(purl);
        if (url?.Type == "rpmmod") return new CsafComponent(null, ModuleOf($"{url.Name}:{url.Version}"));
        if (url is not null && url.Type != "rpm") return Neither;

        string nevra = id;
        ModuleStream? module = url is null ? null : ModuleOf(url.Qualifier("rpmmod"));
        Match prefix = ModulePrefix().Match(id);
        int suffix = id.IndexOf("::", StringComparison.Ordinal);
        if (prefix.Success)
        {
            module ??= ModuleOf(prefix.Groups["module"].Value);
            nevra = id[prefix.Length..];
            if (nevra.Length == 0) return url is null ? new CsafComponent(null, module) : OfUrl(url, module);
        }
        else if (suffix > 0)
        {
            module ??= ModuleOf(id[(suffix + 2)..]);
            nevra = id[..suffix];
        }

        if (NevraParser.Parse(nevra, out _) is not { } rpm) return url is null ? Neither : OfUrl(url, module);
        if (rpm.Evr.Epoch is null && url is null) return new CsafComponent(null, module, LacksEpoch: true);
        if (rpm.Evr.Epoch is null) return OfUrl(url!, module, rpm);
        return new CsafComponent(rpm, module);
    }

    // A purl has the epoch only where it is not 0.
    private static CsafComponent OfUrl(PackageUrl url, ModuleStream? module, Nevra? id = null)
    {
        string epoch = url.Qualifier("epoch") is { Length: > 0 } given ? given : "0";
        string arch = url.Qualifier("arch") is { Length: > 0 } named ? named : id?.Arch ?? string.Empty;
        Nevra? rpm = FeedPackage.Nevra(id?.Name ?? url.Name, $"{epoch}:{id?.Evr.VersionRelease ?? url.Version}", arch, out string? refusal, mayLackArch: true);
        return new CsafComponent(rpm, module, refusal);
    }

    // name:stream[:version[:context]]
    private static ModuleStream? ModuleOf(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length is < 2 or > 5 || parts[0].Length == 0 || parts[1].Length == 0) return null;
        return new ModuleStream(parts[0], parts[1], parts.ElementAtOrDefault(2) ?? string.Empty, parts.ElementAtOrDefault(3) ?? string.Empty, string.Empty);
    }

    // ruby:2.5:8090020230627084142:b46abd14, alone or before the RPM of the stream.
    [GeneratedRegex(@"\A(?<module>[^:]+:[^:]+:[0-9]{14,19}:[0-9a-f]+)(:|\z)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex ModulePrefix();
}
