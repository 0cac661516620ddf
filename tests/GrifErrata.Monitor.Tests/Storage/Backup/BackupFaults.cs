using GrifErrata.Monitor.Backup;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Storage.Sqlite;
using GrifErrata.Monitor.Tests.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace GrifErrata.Monitor.Tests.Storage.Backup;

public sealed class BackupFaults() : StoreFixture(StoreKind.Sqlite)
{
    private string BackupPath => Path.Combine(Folder, "backup.db");

    private string TargetPath => Path.Combine(Folder, "restored.db");

    [Test]
    public async Task A_cut_file_is_refused_and_nothing_is_written()
    {
        await BackUpAsync();
        byte[] whole = await File.ReadAllBytesAsync(BackupPath);
        foreach (int length in (int[])[10, 4096, whole.Length / 2, whole.Length - 1])
        {
            await File.WriteAllBytesAsync(BackupPath, whole[..length]);
            (int code, string error) = await RestoreAsync();
            Assert.That((code, error.Count(c => c == '\n')), Is.EqualTo((1, 1)), $"{length} of {whole.Length} bytes");
            Assert.That(Directory.EnumerateFiles(Folder, "restored.db*"), Is.Empty);
        }
    }

    [Test]
    public async Task A_file_of_another_program_is_refused_and_never_overwritten()
    {
        using (SqliteConnection other = new($"Data Source={BackupPath};Pooling=false"))
        {
            await other.OpenAsync();
            other.Execute("CREATE TABLE cookies (name TEXT)");
        }

        byte[] before = await File.ReadAllBytesAsync(BackupPath);
        Assert.That(await RestoreAsync(), Is.EqualTo((1, $"grif-errata-monitor: {BackupPath} is a database of another program; name a file that does not exist yet, or the monitor's own.\n")));
        await StoreOneAsync();
        (int code, string error) = await BackupAsync();
        Assert.That((code, error.Contains("left alone", StringComparison.Ordinal)), Is.EqualTo((2, true)));
        Assert.That(await File.ReadAllBytesAsync(BackupPath), Is.EqualTo(before));
    }

    [Test]
    public async Task An_older_backup_is_replaced_and_the_database_itself_is_not()
    {
        await BackUpAsync();
        using (IMonitorStore store = Open()) await StoreAsync(store, Report("wn2", "glibc 2.5-49"), Noon);
        Assert.That((await BackupAsync()).Code, Is.Zero);
        Assert.That((await RestoreAsync()).Code, Is.Zero);
        using IMonitorStore restored = SqliteStore.Open(new StoreOptions { Path = TargetPath });
        Assert.That(restored.Counts().Hosts, Is.EqualTo(2));
        Assert.That(await BackupCommand.RunAsync(DatabasePath, DatabasePath, TextWriter.Null), Is.EqualTo(2));
    }

    [Test]
    public async Task What_does_not_exist_is_said()
    {
        Assert.That(await RestoreAsync(), Is.EqualTo((1, $"grif-errata-monitor: {BackupPath} does not exist; name the file that `backup` wrote.\n")));
        (int code, string error) = await BackupAsync();
        Assert.That((code, error), Is.EqualTo((1, $"grif-errata-monitor: {DatabasePath} does not exist; name the file that `backup` wrote.\n")));
        Assert.That(File.Exists(DatabasePath), Is.False);
    }

    [Test]
    public async Task On_a_full_disk_the_older_backup_stays_and_nothing_beside_it()
    {
        string disk = Directory.CreateTempSubdirectory("grif-errata-disk-").FullName;
        try
        {
            if (!Faults.Run("mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk)) Assert.Ignore("This user may not mount a small file system.");
            string path = Path.Combine(disk, "backup.db");
            await StoreOneAsync();
            Assert.That(await BackupCommand.RunAsync(DatabasePath, path, TextWriter.Null), Is.Zero);
            byte[] before = await File.ReadAllBytesAsync(path);
            using (IMonitorStore store = Open())
            {
                for (int i = 0; i < 20; i++) await StoreAsync(store, Faults.Big(i), Noon);
            }

            using StringWriter error = new();
            Assert.That(await BackupCommand.RunAsync(DatabasePath, path, error), Is.EqualTo(1));
            Assert.That(error.ToString(), Does.Contain("make room"));
            Assert.That(await File.ReadAllBytesAsync(path), Is.EqualTo(before));
            Assert.That(Directory.EnumerateFiles(disk), Is.EqualTo(new[] { path }));
        }
        finally
        {
            Faults.Run("umount", "-l", disk);
            Directory.Delete(disk);
        }
    }

    [TestCase("backup")]
    [TestCase("restore", "--database", "x.db")]
    public async Task A_word_without_a_file_is_wrong_use(params string[] args)
    {
        using StringWriter error = new();
        Assert.That(await Verbs.RunAsync(args, TextWriter.Null, error), Is.EqualTo(2));
        Assert.That(error.ToString(), Is.EqualTo($"grif-errata-monitor: {args[0]} is followed by a file, and then by options. --help shows it.\n"));
    }

    [Test]
    public async Task The_words_take_the_database_that_the_options_name()
    {
        await StoreOneAsync();
        Assert.That(await Verbs.RunAsync(["backup", BackupPath, "--database", DatabasePath], TextWriter.Null, TextWriter.Null), Is.Zero);
        Assert.That(await Verbs.RunAsync(["restore", BackupPath, "--database", TargetPath], TextWriter.Null, TextWriter.Null), Is.Zero);
        using IMonitorStore restored = SqliteStore.Open(new StoreOptions { Path = TargetPath });
        Assert.That(restored.Host("wn1"), Is.Not.Null);
    }

    private async Task StoreOneAsync()
    {
        using IMonitorStore store = Open();
        await StoreAsync(store, Report("wn1", "glibc 2.5-49"), Noon);
    }

    private async Task BackUpAsync()
    {
        await StoreOneAsync();
        Assert.That(await BackupAsync(), Is.EqualTo((0, string.Empty)));
    }

    private async Task<(int Code, string Error)> BackupAsync()
    {
        using StringWriter error = new();
        int code = await BackupCommand.RunAsync(DatabasePath, BackupPath, error);
        return (code, error.ToString());
    }

    private async Task<(int Code, string Error)> RestoreAsync()
    {
        using StringWriter error = new();
        int code = await RestoreCommand.RunAsync(TargetPath, BackupPath, error);
        return (code, error.ToString());
    }
}
