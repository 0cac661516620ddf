using GrifErrata.Monitor.Expectations;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using GrifErrata.Monitor.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Fleet;

public sealed class DamagedSets() : StoreFixture(StoreKind.Sqlite)
{
    private async Task<IMonitorStore> DamagedAsync()
    {
        IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        using SqliteConnection other = Database.OpenWriter(DatabasePath, create: false);
        other.Execute("UPDATE parts SET content = x'00'");
        return store;
    }

    [Test]
    public async Task A_damaged_part_is_told_as_what_it_is()
    {
        using IMonitorStore store = await DamagedAsync();
        Assert.That(() => store.Packages(HashOf(Report("wn1", "glibc 2.5-49"))), Throws.TypeOf<StorageException>().With.Message.Contains("is damaged"));
    }

    [Test]
    public async Task Whatever_fails_the_judging_goes_on_and_reports_are_taken()
    {
        using IMonitorStore store = await DamagedAsync();
        using ExpectationWatch expectations = new(new(), TimeProvider.System, NullLogger<ExpectationWatch>.Instance);
        using Told told = new();
        using FleetWatch watch = new(store, expectations, new() { Every = TimeSpan.FromMilliseconds(5) }, TimeProvider.System, told);
        await watch.StartAsync(None);
        Assert.That(await told.First.WaitAsync(TimeSpan.FromSeconds(30)), Does.StartWith("hosts cannot be judged"));
        Assert.That((watch.Current.Hosts.Length, watch.ExecuteTask!.IsCompleted), Is.EqualTo((0, false)));
        await watch.StopAsync(None);
    }

    /// <summary>Keeps the first message.</summary>
    private sealed class Told : ILogger<FleetWatch>, IDisposable
    {
        private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> First => _first.Task;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _first.TrySetResult(formatter(state, exception));

        public void Dispose() => _first.TrySetCanceled();
    }
}
