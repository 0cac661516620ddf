using System.Diagnostics;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;

namespace GrifErrata.Tests.Rpm;

[TestFixture]
public sealed class RpmBuild
{
    private const string Spec = """
        Name: grif-errata-probe
        Epoch: 3
        Version: 1.0~rc1
        Release: 2.el5_5.1
        Summary: A package for a test
        License: MIT
        BuildArch: noarch
        %description
        Nothing.
        %files
        %changelog
        * Wed Oct 27 2010 A Test <test@example.org> - 1.0
        - None
        """;

    [Test]
    public void What_rpmbuild_makes_is_read()
    {
        if (!File.Exists("/usr/bin/rpmbuild")) Assert.Ignore("rpmbuild is not installed.");
        string folder = Directory.CreateTempSubdirectory("grif-errata-rpmbuild-").FullName;
        try
        {
            string spec = Path.Combine(folder, "probe.spec");
            File.WriteAllText(spec, Spec);
            Run(folder, "-ba", "--define", $"_topdir {folder}", "--define", "use_source_date_epoch_as_buildtime 1", spec);

            DiagnosticBag bag = [];
            IReadOnlyList<Package> packages = RpmFolderReader.Read(folder, "built", bag, CancellationToken.None);
            var time = new DateTimeOffset(2010, 10, 27, 19, 0, 0, TimeSpan.Zero);
            Assert.That(bag, Is.Empty);
            Assert.That(packages.Select(p => (p.Origin.File, p.Nevra.ToString(), p.BuildTime, p.SourceRpm)), Is.EqualTo(
            [
                ("built/RPMS/noarch/grif-errata-probe-1.0~rc1-2.el5_5.1.noarch.rpm", "grif-errata-probe-3:1.0~rc1-2.el5_5.1.noarch",
                    (DateTimeOffset?)time, "grif-errata-probe-1.0~rc1-2.el5_5.1.src.rpm"),
                ("built/SRPMS/grif-errata-probe-1.0~rc1-2.el5_5.1.src.rpm", "grif-errata-probe-3:1.0~rc1-2.el5_5.1.src", time, (string?)null),
            ]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("/usr/bin/rpmbuild", arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder,
            Environment = { ["HOME"] = folder, ["SOURCE_DATE_EPOCH"] = "1288206000" },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, errors.Result);
    }
}
