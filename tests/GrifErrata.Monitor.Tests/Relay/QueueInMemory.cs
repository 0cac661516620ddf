using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.Relay;

/// <summary>A queue of one upstream server that writes down what happens to it.</summary>
internal sealed class QueueInMemory(DateTimeOffset start) : TimeProvider, IRelayQueue
{
    private readonly SortedDictionary<long, (RelayItem Item, DateTimeOffset Due)> _items = [];

    /// <summary>The time; tests set it.</summary>
    public DateTimeOffset Now { get; set; } = start;

    /// <summary>One line an event.</summary>
    public List<string> Events { get; } = [];

    /// <summary>Reports that wait.</summary>
    public int Waiting => _items.Count;

    /// <summary>When a report is due.</summary>
    public DateTimeOffset DueOf(long id) => _items[id].Due;

    public void Add(string host, string body = "#\n", string? contentType = null, string query = "")
    {
        long id = _items.Count + 1;
        _items.Add(id, (new(id, host, Encoding.UTF8.GetBytes(body), contentType, query, Now, 0), Now));
    }

    public override DateTimeOffset GetUtcNow() => Now;

    public Task<ImmutableArray<RelayItem>> ClaimAsync(string upstream, int max, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation)
    {
        ImmutableArray<RelayItem> due = [.. _items.Values.Where(i => i.Due <= now).Take(max).Select(i => i.Item)];
        foreach (RelayItem item in due) _items[item.Id] = (item, now + lease);
        return Task.FromResult(due);
    }

    public Task DoneAsync(long id, CancellationToken cancellation) => Remove(id, $"{_items[id].Item.Host} done");

    public Task FailedAsync(long id, DateTimeOffset nextTry, string error, CancellationToken cancellation)
    {
        RelayItem item = _items[id].Item;
        _items[id] = (item with { Attempts = item.Attempts + 1 }, nextTry);
        Events.Add(string.Create(CultureInfo.InvariantCulture, $"{item.Host} failed: {error}"));
        return Task.CompletedTask;
    }

    public Task DroppedAsync(long id, string error, CancellationToken cancellation) => Remove(id, $"{_items[id].Item.Host} dropped: {error}");

    private Task Remove(long id, string what)
    {
        Events.Add(what);
        _items.Remove(id);
        return Task.CompletedTask;
    }
}
