using System.Collections.Immutable;
using GrifErrata.Federation;

namespace GrifErrata.Pan;

/// <summary>What the templates of Pakiti's client and of the monitor see.</summary>
/// <param name="Name">The federation.</param>
/// <param name="Sites">Names of its sites, in ordinal order.</param>
/// <param name="Monitor">Where its machines report, or null.</param>
/// <param name="Unit">The monitor's systemd unit, line by line.</param>
public sealed record PakitiModel(string Name, ImmutableArray<string> Sites, PakitiServer? Monitor, ImmutableArray<string> Unit)
{
    private const string UnitResource = "GrifErrata.Monitor/grif-errata-monitor.service";

    /// <summary>The model of a federation.</summary>
    /// <param name="federation">A federation without errors.</param>
    public static PakitiModel Of(FederationDefinition federation)
    {
        using StreamReader unit = new(typeof(PakitiModel).Assembly.GetManifestResourceStream(UnitResource)!);
        return new(
            federation.Name,
            [.. federation.Sites.Select(s => s.Name).Order(StringComparer.Ordinal)],
            federation.Monitor is { } monitor ? new(monitor.Url.Scheme, monitor.Url.IdnHost, monitor.Url.Port, monitor.FeedPath) : null,
            [.. unit.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => line.TrimEnd('\r'))]);
    }
}

/// <summary>Where clients report, in the parts that Quattor's variables have.</summary>
/// <param name="Protocol"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">Host name.</param>
/// <param name="Port">Port.</param>
/// <param name="FeedPath">Path that ends with <c>/</c>.</param>
public sealed record PakitiServer(string Protocol, string Host, int Port, string FeedPath);
