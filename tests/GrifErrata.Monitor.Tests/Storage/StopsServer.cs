namespace GrifErrata.Monitor.Tests.Storage;

/// <summary>Stops the tests' PostgreSQL after the last test of storage.</summary>
[SetUpFixture]
public sealed class StopsServer
{
    [OneTimeTearDown]
    public void Stop() => Postgres.SharedServer.Stop();
}
