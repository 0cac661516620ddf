using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Repositories;

[TestFixture]
public sealed class RpmFolders
{
    private string _root = string.Empty;
    private string _folder = string.Empty;

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("grif-errata-folder-").FullName;
        _folder = Directory.CreateDirectory(Path.Combine(_root, "errata")).FullName;
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void All_rpms_in_a_folder_and_below_are_read_in_ordinal_order()
    {
        Write("b/glibc-2.5-49.el5_5.7.x86_64.rpm");
        Write("a-z/glibc-2.5-49.el5_5.7.x86_64.rpm");
        Write("a/glibc-2.5-49.el5_5.7.x86_64.rpm");
        Write("Zlib-1-1.noarch.rpm", new RpmWriter { Name = "Zlib", Version = "1", Release = "1", Arch = "noarch" }.ToBytes());
        Write("b/repomd.xml", [1]);
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = Read(bag);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bag, Is.Empty);
            Assert.That(packages.Select(p => p.Origin.ToString()), Is.EqualTo(
            [
                "errata/Zlib-1-1.noarch.rpm", "errata/a-z/glibc-2.5-49.el5_5.7.x86_64.rpm",
                "errata/a/glibc-2.5-49.el5_5.7.x86_64.rpm", "errata/b/glibc-2.5-49.el5_5.7.x86_64.rpm",
            ]));
            Assert.That(packages[1].SourceRpm, Is.EqualTo("glibc-2.5-49.el5_5.7.src.rpm"));
            Assert.That(packages[1].BuildTime, Is.EqualTo(new DateTimeOffset(2010, 10, 27, 19, 0, 0, TimeSpan.Zero)));
        }
    }

    [Test]
    public void A_file_that_is_named_unlike_its_header_is_a_warning_and_the_header_counts()
    {
        Write("glibc-2.5-49.el5_5.6.x86_64.rpm");
        DiagnosticBag bag = [];
        Assert.That(Read(bag).Single().Nevra.Evr.Release, Is.EqualTo("49.el5_5.7"));
        Assert.That(bag.Single().ToString(), Is.EqualTo(
            "errata/glibc-2.5-49.el5_5.6.x86_64.rpm: warning GE2201: The header of this file says that it is glibc-2.5-49.el5_5.7.x86_64.rpm, " +
            "and the header counts. Rename the file, or remove it if it is the wrong one."));
    }

    [Test]
    public void A_broken_rpm_is_an_error_and_the_others_are_read()
    {
        Write("a.rpm", []);
        Write("b.rpm", new RpmWriter().ToBytes()[..200]);
        Write("glibc-2.5-49.el5_5.7.x86_64.rpm");
        DiagnosticBag bag = [];
        Assert.That(Read(bag), Has.Count.EqualTo(1));
        Assert.That(bag.Select(d => (d.Code, d.Location.File)), Is.EqualTo([("GE1201", "errata/a.rpm"), ("GE1202", "errata/b.rpm")]));
    }

    [Test]
    public void Links_out_of_the_folder_are_not_followed_and_told()
    {
        Write("in/glibc-2.5-49.el5_5.7.x86_64.rpm");
        Write("../outside/glibc-2.5-49.el5_5.7.x86_64.rpm");
        File.CreateSymbolicLink(Path.Combine(_folder, "file.rpm"), "../outside/glibc-2.5-49.el5_5.7.x86_64.rpm");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "all"), Path.Combine(_root, "outside"));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "in", "loop"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "current"), "in");
        DiagnosticBag bag = [];
        Assert.That(Read(bag).Select(p => p.Origin.File), Is.EqualTo(["errata/in/glibc-2.5-49.el5_5.7.x86_64.rpm"]));
        Assert.That(bag.Select(d => d.ToString()), Is.EqualTo(((string[])["all", "file.rpm"]).Select(link =>
            $"errata/{link}: warning GE2202: This link leads out of the folder, or nowhere, and was not followed. " +
            "Put the files themselves (or hard links) here, or name the link's target as a source of its own.")));
    }

    [Test]
    public void A_folder_that_does_not_exist_is_an_error()
    {
        DiagnosticBag bag = [];
        Assert.That(RpmFolderReader.Read(Path.Combine(_root, "none"), "none", bag, CancellationToken.None), Is.Empty);
        Assert.That(bag.Single().ToString(), Is.EqualTo("none: error GE1222: This does not exist. Correct the path, or create the folder."));
    }

    private IReadOnlyList<Package> Read(DiagnosticBag bag) => RpmFolderReader.Read(_folder, "errata", bag, CancellationToken.None);

    private void Write(string path, byte[]? content = null)
    {
        string full = Path.GetFullPath(Path.Combine(_folder, path));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content ?? new RpmWriter().ToBytes());
    }
}
