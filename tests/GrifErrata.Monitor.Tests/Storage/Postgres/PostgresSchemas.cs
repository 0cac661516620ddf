using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Postgres;
using Npgsql;

namespace GrifErrata.Monitor.Tests.Storage.Postgres;

public sealed class PostgresSchemas() : StoreFixture(StoreKind.Postgres)
{
    [Test]
    public void An_empty_schema_gets_the_newest_version()
    {
        using (Open())
        {
        }

        Assert.That(SharedServer.Number(Connection, "SELECT version FROM monitor_version"), Is.EqualTo(PostgresSchema.Scripts().Length).And.Positive);
    }

    [Test]
    public async Task Of_collectors_that_start_at_once_one_makes_the_tables()
    {
        IMonitorStore[] stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Open)));
        foreach (IMonitorStore store in stores) store.Dispose();
        Assert.That(SharedServer.Number(Connection, "SELECT count(*) FROM monitor_version"), Is.EqualTo(1));
    }

    [Test]
    public void A_database_of_a_newer_version_is_refused()
    {
        using (Open())
        {
        }

        SharedServer.Run(Connection, "UPDATE monitor_version SET version = 99");
        Assert.That(Open, Throws.TypeOf<StorageException>().With.Message.EqualTo(
            $"PostgreSQL's database has version 99, and this program knows versions up to {PostgresSchema.Scripts().Length}; install the program that wrote it or a newer one."));
    }

    [Test]
    public void A_schema_of_another_program_is_refused_and_left_alone()
    {
        SharedServer.Run(Connection, "CREATE TABLE cookies (name text)");
        Assert.That(Open, Throws.TypeOf<StorageException>().With.Message.Contains("tables of another program"));
        Assert.That(SharedServer.Number(Connection, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()"), Is.EqualTo(1));
    }

    [Test]
    public void A_schema_that_does_not_exist_is_refused()
    {
        string nowhere = new NpgsqlConnectionStringBuilder(Connection) { SearchPath = "nowhere" }.ConnectionString;
        Assert.That(() => PostgresStore.Open(nowhere, new StoreOptions()), Throws.TypeOf<StorageException>().With.Message.Contains("names no schema that exists"));
    }

    [Test]
    public void From_each_earlier_version_only_the_later_steps_are_taken_and_one_that_fails_leaves_the_version_before_it()
    {
        ImmutableArray<string> steps = ["CREATE TABLE one (a int)", "INSERT INTO one VALUES (1)", "INSERT INTO one VALUES (2); INSERT INTO one VALUES (3)"];
        using PostgresDatabase database = new(Connection);
        for (int from = 0; from <= steps.Length; from++)
        {
            PostgresSchema.Migrate(database, steps[..from]);
            PostgresSchema.Migrate(database, steps);
            Assert.That(SharedServer.Number(Connection, "SELECT count(*) FROM one"), Is.EqualTo(3), $"from version {from}");
            Assert.That(() => PostgresSchema.Migrate(database, [.. steps, "CREATE TABLE two (a int); INSERT INTO three VALUES (1)"]), Throws.TypeOf<PostgresException>());
            Assert.That(SharedServer.Number(Connection, "SELECT version FROM monitor_version"), Is.EqualTo(3));
            SharedServer.Run(Connection, "DROP TABLE one; DROP TABLE monitor_version");
        }
    }

    [Test]
    public void A_role_that_has_synchronous_commit_off_is_overruled()
    {
        string careless = new NpgsqlConnectionStringBuilder(Connection) { Options = "-c synchronous_commit=off" }.ConnectionString;
        using PostgresDatabase database = new(careless);
        for (int time = 0; time < 2; time++)
        {
            using PostgresTransaction sql = PostgresTransaction.Write(database);
            Assert.That(sql.Number("SELECT count(*) WHERE current_setting('synchronous_commit') = 'on'"), Is.EqualTo(1), "a pooled connection too");
        }
    }

    [TestCase("Host=/run/postgresql;Database=monitor", true)]
    [TestCase("postgres://monitor:secret@db.example.org:5433/errata?sslmode=require", true)]
    [TestCase("postgresql://db.example.org", true)]
    [TestCase(" server = db ; Username=x", true)]
    [TestCase("/var/lib/monitor.db", false)]
    [TestCase("monitor=1.db", false)]
    public void A_text_names_PostgreSQL_or_a_file(string text, bool isPostgres) => Assert.That(PostgresAddress.Is(text), Is.EqualTo(isPostgres));

    [Test]
    public void A_URI_is_read_with_all_its_parts()
    {
        NpgsqlConnectionStringBuilder read = PostgresAddress.Parse("postgres://mon%40x:se%2Fcret@db.example.org:5433/errata?sslmode=require&search_path=grif");
        Assert.That((read.Host, read.Port, read.Database, read.Username, read.Password, read.SslMode, read.SearchPath),
            Is.EqualTo(("db.example.org", 5433, "errata", "mon@x", "se/cret", SslMode.Require, "grif")));
    }

    [TestCase("postgres://user:secret@host:99999/db")]
    [TestCase("Host=db;Nonsense=secret")]
    [TestCase("Database=secret")]
    public void A_connection_string_that_is_not_right_is_refused_without_telling_it(string text) =>
        Assert.That(() => PostgresAddress.Parse(text), Throws.TypeOf<StorageException>().With.Message.Not.Contains("secret"));
}
