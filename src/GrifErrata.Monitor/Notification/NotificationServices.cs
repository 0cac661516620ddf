using System.Collections.Immutable;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Notification;

/// <summary>What sends digests, as services.</summary>
internal static class NotificationServices
{
    /// <summary>Adds them; without digests nothing runs.</summary>
    public static void AddNotification(this IServiceCollection services, ImmutableArray<DigestSettings> digests)
    {
        if (digests.IsEmpty) return;
        services.AddHostedService(s => new DigestService(
            Targets(digests, s.GetRequiredService<TimeProvider>()), s.GetRequiredService<IMonitorStore>(), s.GetRequiredService<IFleet>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<DigestService>>()));
    }

    /// <summary>A target for each way of each digest.</summary>
    internal static IReadOnlyList<DigestTarget> Targets(ImmutableArray<DigestSettings> digests, TimeProvider time) =>
    [
        .. digests.Where(d => d.Mail is not null).Select(d => new DigestTarget(d, new MailChannel(d.Mail!, time))),
        .. digests.Where(d => d.Webhook is not null).Select(d => new DigestTarget(d, new WebhookChannel(d.Webhook!))),
    ];
}
