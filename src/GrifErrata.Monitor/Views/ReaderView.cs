using System.Runtime.CompilerServices;
using System.Collections.Concurrent;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Fleet;

namespace GrifErrata.Monitor.Views;

/// <summary>What one reader sees: the hosts of the sites that the reader may see, and nothing that tells of others.</summary>
/// <param name="Fleet">The hosts.</param>
/// <param name="Scope">What the reader may see.</param>
/// <param name="Now">When the reader asked, UTC.</param>
public sealed record ReaderView(FleetSnapshot Fleet, ReadScope Scope, DateTimeOffset Now)
{
    // A trusted proxy may name any sites; what a scope sees is computed once a snapshot, for so many scopes.
    private const int MostScopes = 256;
    private static readonly ConditionalWeakTable<FleetSnapshot, ConcurrentDictionary<string, FleetSnapshot>> Parts = [];

    /// <summary>Today, UTC.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>That of a request.</summary>
    public static ReaderView Of(HttpContext context, IFleet fleet, TimeProvider time) => Of(fleet.Current, ReadScope.Of(context), time.GetUtcNow());

    /// <summary>The part of a snapshot that a reader may see.</summary>
    public static ReaderView Of(FleetSnapshot all, ReadScope scope, DateTimeOffset now)
    {
        if (scope.All) return new(all, scope, now);
        ConcurrentDictionary<string, FleetSnapshot> parts = Parts.GetValue(all, static _ => new(StringComparer.Ordinal));
        string key = string.Join('\n', scope.Sites.Order(StringComparer.Ordinal));
        if (parts.TryGetValue(key, out FleetSnapshot? part)) return new(part, scope, now);
        part = all.Where(h => scope.Sees(h.Site));
        if (parts.Count < MostScopes) part = parts.GetOrAdd(key, part);
        return new(part, scope, now);
    }

    /// <summary>Rows that are made once a snapshot and kept with it.</summary>
    internal T Once<T>(Func<FleetSnapshot, T> make) where T : class => OncePer<FleetSnapshot, T>.Of(Fleet, make);
}

/// <summary>Keeps what is derived from an immutable object as long as that object lives.</summary>
internal static class OncePer<TSource, T> where TSource : class where T : class
{
    private static readonly ConditionalWeakTable<TSource, T> Made = [];

    public static T Of(TSource source, Func<TSource, T> make)
    {
        if (Made.TryGetValue(source, out T? made)) return made;
        return Made.GetValue(source, s => make(s));
    }
}
