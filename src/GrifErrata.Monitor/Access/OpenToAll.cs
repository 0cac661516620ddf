namespace GrifErrata.Monitor.Access;

/// <summary>Marks an address that is served without a <see cref="ReadScope"/>: probes, the style sheet, the login, reports. All others need one.</summary>
internal sealed class OpenToAll
{
    private OpenToAll()
    {
    }

    public static OpenToAll Mark { get; } = new();
}

/// <summary>Marks an address that tells of all sites at once: the federation's readers see it, and programs on this machine.</summary>
internal sealed class ForAllSites
{
    private ForAllSites()
    {
    }

    public static ForAllSites Mark { get; } = new();
}

/// <summary>How an endpoint gets a mark.</summary>
internal static class AccessMarks
{
    /// <summary>Serves it to everyone.</summary>
    public static T OpenToAll<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(Access.OpenToAll.Mark);

    /// <summary>Serves it to those who may read everything, and to this machine.</summary>
    public static T ForAllSites<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(Access.ForAllSites.Mark);
}
