using System.Collections.Immutable;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Tests.Storage.Sqlite;

public sealed class SchemaVersions() : StoreFixture(StoreKind.Sqlite)
{
    [Test]
    public void An_empty_file_has_version_0_and_gets_the_newest()
    {
        File.WriteAllBytes(DatabasePath, []);
        using (Open())
        {
        }

        using SqliteConnection connection = Raw();
        Assert.That(connection.Number("PRAGMA user_version"), Is.EqualTo(Schema.Scripts().Length).And.Positive);
    }

    [Test]
    public void A_database_of_a_newer_version_is_refused_and_left_alone()
    {
        using (Open())
        {
        }

        using (SqliteConnection connection = Raw()) connection.Execute("PRAGMA user_version = 99");
        byte[] before = File.ReadAllBytes(DatabasePath);
        Assert.That(Open, Throws.TypeOf<StorageException>().With.Message.EqualTo(
            $"{DatabasePath} has version 99, and this program knows versions up to 2; install the program that wrote it or a newer one."));
        Assert.That(File.ReadAllBytes(DatabasePath), Is.EqualTo(before));
    }

    [Test]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        using (SqliteConnection connection = Raw()) connection.Execute("CREATE TABLE cookies (name TEXT)");
        byte[] before = File.ReadAllBytes(DatabasePath);
        Assert.That(Open, Throws.TypeOf<StorageException>().With.Message.EqualTo(
            $"{DatabasePath} is a database of another program; name a file that does not exist yet, or the monitor's own."));
        Assert.That(File.ReadAllBytes(DatabasePath), Is.EqualTo(before));
    }

    [Test]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        File.WriteAllText(DatabasePath, new string('x', 5000));
        Assert.That(Open, Throws.TypeOf<StorageException>().With.Message.Contains("restore it from a backup"));
        Assert.That(File.ReadAllText(DatabasePath), Is.EqualTo(new string('x', 5000)));
    }

    [Test]
    public void A_folder_that_does_not_exist_is_refused()
    {
        string path = Path.Combine(DatabasePath, "monitor.db");
        Assert.That(() => SqliteStore.Open(new StoreOptions { Path = path }), Throws.TypeOf<StorageException>().With.Message.Contains("see that its folder exists"));
    }

    [Test]
    public void From_each_earlier_version_only_the_later_steps_are_taken()
    {
        ImmutableArray<string> steps = ["CREATE TABLE one (a)", "INSERT INTO one VALUES (1)", "INSERT INTO one VALUES (2); INSERT INTO one VALUES (3)"];
        for (int from = 0; from <= steps.Length; from++)
        {
            using SqliteConnection connection = new("Data Source=:memory:");
            connection.Open();
            Schema.Migrate(connection, steps[..from]);
            Assert.That(connection.Number("PRAGMA user_version"), Is.EqualTo(from));
            Schema.Migrate(connection, steps);
            Assert.That(connection.Number("PRAGMA user_version"), Is.EqualTo(3));
            Assert.That(connection.Number("SELECT count(*) FROM one"), Is.EqualTo(3), $"from version {from}");
        }
    }

    [Test]
    public void A_step_that_fails_leaves_the_version_before_it_whole()
    {
        using SqliteConnection connection = Raw();
        Assert.That(() => Schema.Migrate(connection, ["CREATE TABLE one (a)", "CREATE TABLE two (a); INSERT INTO three VALUES (1)"]),
            Throws.TypeOf<SqliteException>());
        Assert.That(connection.Number("PRAGMA user_version"), Is.EqualTo(1));
        Assert.That(connection.Number("SELECT count(*) FROM sqlite_schema"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_commit_waits_for_the_disk_and_readers_do_not_wait()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
        using SqliteConnection writer = Database.OpenWriter(DatabasePath, create: false);
        using Statement journal = new(writer, "PRAGMA journal_mode");
        using SqliteDataReader row = journal.Rows();
        await row.ReadAsync();
        Assert.That((row.GetString(0), writer.Number("PRAGMA synchronous")), Is.EqualTo(("wal", 2L)));
        writer.Execute("BEGIN IMMEDIATE");
        Assert.That(store.Host("wn1"), Is.Not.Null, "while another writes");
    }

    private SqliteConnection Raw()
    {
        SqliteConnection connection = new($"Data Source={DatabasePath};Pooling=false");
        connection.Open();
        return connection;
    }
}
