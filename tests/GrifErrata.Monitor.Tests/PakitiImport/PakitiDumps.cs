using System.IO.Compression;
using System.Text;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Databases;
using GrifErrata.Monitor.PakitiImport;
using GrifErrata.Monitor.Reports;
using GrifErrata.Monitor.Storage;

namespace GrifErrata.Monitor.Tests.PakitiImport;

/// <summary>Dumps of Pakiti 3's database, made up.</summary>
public sealed class PakitiDumps
{
    /// <summary>As mysqldump writes it: tables by name, so that what rows mean comes after them; escapes, tables that do not matter.</summary>
    private const string Dump = """
        -- MySQL dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
        --
        /*!40101 SET NAMES utf8mb4 */;
        DROP TABLE IF EXISTS `Arch`;
        CREATE TABLE `Arch` (
          `id` int(10) NOT NULL AUTO_INCREMENT,
          `name` varchar(100) NOT NULL,
          PRIMARY KEY (`id`),
          UNIQUE KEY `name` (`name`)
        ) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4;
        LOCK TABLES `Arch` WRITE;
        INSERT INTO `Arch` VALUES (1,'x86_64, Intel(R) Xeon(R), 2.4 GHz'),(2,'noarch'),(3,'x86_64');
        UNLOCK TABLES;
        INSERT INTO `CveException` VALUES (1,1,'CVE-2010-3856',1,'it''s; a \'quote\', INSERT INTO `Host` VALUES (9);','me','2010-11-01 00:00:00');
        CREATE TABLE `Host` (
          `id` int(10) NOT NULL AUTO_INCREMENT,
          `hostname` varchar(63) NOT NULL DEFAULT 'a,`b`',
          `ip` varchar(40) DEFAULT NULL,
          `reporterHostname` varchar(63) NOT NULL,
          `reporterIp` varchar(40) NOT NULL,
          `kernel` varchar(32) NOT NULL,
          `osId` int(10) NOT NULL,
          `archId` int(10) NOT NULL,
          `domainId` int(10) NOT NULL,
          `pkgTypeId` int(10) NOT NULL,
          `numOfCves` int(10) NOT NULL,
          `numOfCvesWithTag` int(10) NOT NULL,
          `lastReportId` int(10) DEFAULT NULL,
          `lastReportHeaderHash` char(32) DEFAULT NULL,
          `lastReportPkgsHash` char(32) DEFAULT NULL,
          PRIMARY KEY (`id`)
        );
        INSERT INTO `Host` VALUES (1,'wn1.lal.example.org',NULL,'r','192.0.2.1','2.6.18-308.el5',1,1,1,1,0,0,11,NULL,NULL),(2,'wn2.lal.example.org','192.0.2.2','r','192.0.2.2','2.6.18-308.el5',1,1,1,1,0,0,NULL,NULL,NULL);
        INSERT INTO `Host` (`id`, `hostname`, `kernel`, `osId`, `archId`, `pkgTypeId`, `lastReportId`) VALUES
        (3,'deb.lal.example.org','6.1',1,1,2,12)
        ,
        (4,'WN1.lal.example.org','2.6.18-164.el5',1,1,1,10);
        INSERT INTO `HostGroup` VALUES (1,'llr','','',''),(2,'N/A','','','');
        INSERT INTO `HostHostGroup` VALUES (1,1),(2,1),(3,2);
        INSERT INTO `InstalledPkg` VALUES (1,1),(1,2),(1,3),(1,4),(2,1),(3,1),(3,2);
        INSERT INTO `Os` VALUES (1,'Scientific Linux SL release 5.5 (Boron)');
        INSERT INTO `Pkg` VALUES (1,'bash','0:3.2','24.el5',3,1),(2,'glibc','2.5','49.el5_5.7',3,1),(3,'tzdata','1:2010l','1.el5',2,1);
        INSERT INTO `PkgType` VALUES (1,'rpm'),(2,'dpkg');
        INSERT INTO `Report` VALUES (10,'2010-11-20 13:00:00','2010-11-20 13:00:01',0,NULL,'lal',NULL,1,0,0,0,0),(11,'2010-11-25 13:00:00','2010-11-25 13:00:01',0,NULL,'lal',NULL,1,0,0,0,0),(12,'2010-11-24 13:00:00','2010-11-24 13:00:01',0,NULL,NULL,NULL,1,0,0,0,0);
        -- Dump completed on 2010-11-26  7:00:00

        """;

    private static readonly DateTimeOffset Now = new(2010, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private string _folder = null!;
    private IMonitorStore _store = null!;

    [SetUp]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("import").FullName;
        _store = MonitorStores.OpenFile(Path.Combine(_folder, "monitor.db"));
    }

    [TearDown]
    public void Close()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Hosts_come_over_with_site_OS_kernel_packages_and_the_time_of_their_last_report(bool isZipped)
    {
        (int exit, string output, string error) = await RunAsync(isZipped ? Zip(Dump) : Encoding.UTF8.GetBytes(Dump));
        HostRecord host = _store.Host("wn1.lal.example.org")!;
        Assert.Multiple(() =>
        {
            Assert.That((exit, output), Is.EqualTo((1, "2 hosts imported, 0 left alone because they report here already, 1 left out.\n")));
            Assert.That(error, Does.StartWith("'deb.lal.example.org' is left out: Packages of 'dpkg' are not judged here"));
            Assert.That((host.Site, host.System, host.Arch, host.Kernel, host.Reporter), Is.EqualTo(("lal", "Scientific Linux SL release 5.5 (Boron)", "x86_64", "2.6.18-308.el5", "pakiti-import")));
            Assert.That(host.LastSeen, Is.EqualTo(new DateTimeOffset(2010, 11, 25, 12, 0, 0, TimeSpan.Zero)), "13:00 in Paris");
            Assert.That(_store.Packages(host.SetHash)!.Value.Select(p => $"{p.Name} {p.Evr} {p.Arch}"), Is.EquivalentTo(new[] { "bash 3.2-24.el5 x86_64", "glibc 2.5-49.el5_5.7 x86_64", "tzdata 1:2010l-1.el5 noarch" }));
            Assert.That(_store.Host("wn2.lal.example.org")!.Site, Is.EqualTo("llr"), "of its group, where its last report is unknown");
        });
    }

    [Test]
    public async Task A_host_belongs_to_the_site_whose_alias_Pakiti_had()
    {
        await RunAsync(Encoding.UTF8.GetBytes(Dump), new() { Sites = [new() { Name = "orsay", Aliases = ["LAL"] }] });
        Assert.That(_store.Host("wn1.lal.example.org")!.Site, Is.EqualTo("orsay"));
    }

    [Test]
    public async Task A_host_that_reports_here_already_is_left_alone_and_an_import_can_be_repeated()
    {
        Report report = new() { Host = "wn1.lal.example.org", Site = "own", Protocol = 5, Mode = ReportMode.StoreOnly, Packages = [] };
        await _store.StoreAsync(report, PackageSetHash.Of([]), "127.0.0.1", Now, default);
        Assert.That((await RunAsync(Encoding.UTF8.GetBytes(Dump))).Output, Does.StartWith("1 hosts imported, 1 left alone"));
        Assert.That((await RunAsync(Encoding.UTF8.GetBytes(Dump))).Output, Does.StartWith("0 hosts imported, 2 left alone"));
        Assert.That(_store.Host("wn1.lal.example.org")!.Site, Is.EqualTo("own"));
    }

    [TestCase("(3,'tzdata','1:2010l','1.el5',2,1)", "(3,'tzdata')", "line 42, byte ", "a row of `Pkg` has 2 values, too few for Pakiti 3")]
    [TestCase("(1,1),(1,2)", "(1,1)(1,2)", "line 40, byte ", "a row must be followed by `,` or `;`")]
    [TestCase("(3,1),(3,2);", "(9,1),(3,2);", "line 40, byte ", "`InstalledPkg` names the package 9, which is not in `Pkg`")]
    [TestCase("(3,1),(3,2);", "('x',1),(3,2);", "line 40, byte ", "a row of `InstalledPkg` has x where a number must be")]
    [TestCase("`kernel` varchar(32) NOT NULL,", "", "line 33, byte ", "a row of `Host` has 15 values for 14 columns")]
    [TestCase("-- Dump completed", "-- no", "line 46, byte ", "the dump has no end (`-- Dump completed`), so it was cut.")]
    public async Task What_is_malformed_is_said_at_its_place_and_nothing_is_imported(string right, string wrong, string place, string message)
    {
        string dump = Dump;
        Assert.That(dump, Does.Contain(right));
        (int exit, _, string error) = await RunAsync(Encoding.UTF8.GetBytes(dump.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.EqualTo(2));
            Assert.That(error, Does.Contain(place).And.Contain(message));
            Assert.That(_store.Hosts(HostFilter.All), Is.Empty);
        });
    }

    [Test]
    public async Task Cut_at_any_byte_it_is_never_imported()
    {
        byte[] dump = Encoding.UTF8.GetBytes(Dump);
        int end = dump.AsSpan().IndexOf("-- Dump completed"u8);
        for (int length = 0; length < end; length += 37)
        {
            (int exit, _, string error) = await RunAsync(dump[..length]);
            Assert.That((exit, error), Is.EqualTo((2, error)), $"{length}: {error}");
        }

        Assert.That(_store.Hosts(HostFilter.All), Is.Empty);
    }

    [Test]
    public async Task A_damaged_gzip_is_never_imported()
    {
        byte[] zip = Zip(Dump);
        Assert.That((await RunAsync(zip[..(zip.Length / 2)])).Exit, Is.EqualTo(2));
        Assert.That(_store.Hosts(HostFilter.All), Is.Empty);
    }

    [TestCase("hello")]
    [TestCase("<html>")]
    [TestCase("")]
    [TestCase("\0\u0001")]
    public async Task What_is_no_dump_is_refused(string text) => Assert.That((await RunAsync(Encoding.UTF8.GetBytes(text))).Exit, Is.EqualTo(2));

    [Test]
    public async Task A_file_that_is_not_there_is_said()
    {
        using StringWriter output = new(), error = new();
        Assert.That(await ImportPakitiCommand.RunAsync(_store, Path.Combine(_folder, "none.sql"), TimeZoneInfo.Utc, AccessRules.None, TimeProvider.System, output, error), Is.EqualTo(2));
    }

    [Test]
    public async Task Hosts_whose_packages_do_not_fit_into_memory_together_are_read_one_after_the_other()
    {
        string path = Write(Encoding.UTF8.GetBytes(Dump));
        PakitiDump dump = PakitiDump.Open(path, default);
        List<(string, int)> one = [], all = [];
        await foreach (ImportedHost host in PakitiHosts.ReadAsync(dump, _ => true, TimeZoneInfo.Utc, Now, packagesAtOnce: 1)) one.Add((host.Name, host.Report?.Packages.Length ?? -1));
        await foreach (ImportedHost host in PakitiHosts.ReadAsync(dump, _ => true, TimeZoneInfo.Utc, Now)) all.Add((host.Name, host.Report?.Packages.Length ?? -1));
        Assert.That(one, Is.EqualTo(all).And.EqualTo(new[] { ("wn1.lal.example.org", 3), ("wn2.lal.example.org", 2), ("deb.lal.example.org", -1) }));
    }

    [Test]
    public async Task A_real_dump_is_imported()
    {
        if (Environment.GetEnvironmentVariable("PAKITI_DUMP") is not { Length: > 0 } path)
        {
            Assert.Ignore("The environment variable PAKITI_DUMP does not name a dump of Pakiti 3.");
            return;
        }

        using StringWriter output = new(), error = new();
        long start = System.Diagnostics.Stopwatch.GetTimestamp();
        int exit = await ImportPakitiCommand.RunAsync(_store, path, TimeZoneInfo.Utc, AccessRules.None, TimeProvider.System, output, error);
        await TestContext.Out.WriteLineAsync($"{output}{error}{System.Diagnostics.Stopwatch.GetElapsedTime(start)}, {Environment.WorkingSet >> 20} MiB, {_store.Counts()}");
        Assert.That(exit, Is.Not.EqualTo(2), error.ToString());
    }

    private async Task<(int Exit, string Output, string Error)> RunAsync(byte[] dump, AccessRules? rules = null)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        int exit = await ImportPakitiCommand.RunAsync(_store, Write(dump), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), rules ?? AccessRules.None, new At(Now), output, error);
        return (exit, output.ToString(), error.ToString());
    }

    private string Write(byte[] dump)
    {
        string path = Path.Combine(_folder, "pakiti.sql");
        File.WriteAllBytes(path, dump);
        return path;
    }

    private static byte[] Zip(string text)
    {
        using MemoryStream bytes = new();
        using (GZipStream zip = new(bytes, CompressionLevel.Fastest, leaveOpen: true)) zip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    private sealed class At(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
