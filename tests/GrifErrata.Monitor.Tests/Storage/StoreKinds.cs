namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>A database that the monitor can use.</summary>
public enum StoreKind
{
    Sqlite,
    Postgres,
}

/// <summary>What fixtures run once with each database.</summary>
internal static class StoreKinds
{
    public static IEnumerable<StoreKind> All { get; } = [StoreKind.Sqlite, StoreKind.Postgres];
}
