using GrifErrata.Generation;

namespace GrifErrata.Tests.Generation;

public sealed class OutputModes
{
    private const string Os = "templates/pan/sl5.5-x86_64";

    [Test]
    public void The_first_run_writes_every_file_and_the_second_none()
    {
        using InputFolder folder = new();
        Assert.Multiple(() =>
        {
            Assert.That(folder.Run().Result.Written.Select(p => Path.GetRelativePath(folder.Root, p)), Is.EqualTo(new[]
            {
                $"{Os}/config/os/errata/20101022-init.tpl", $"{Os}/config/os/errata/20101125-init.tpl",
                $"{Os}/rpms/errata/20101022.json", $"{Os}/rpms/errata/20101022.md", $"{Os}/rpms/errata/20101022.tpl",
                $"{Os}/rpms/errata/20101125.json", $"{Os}/rpms/errata/20101125.md", $"{Os}/rpms/errata/20101125.tpl",
            }));
            Assert.That(folder.Run().Result.Written, Is.Empty);
            Assert.That(folder.Print(GenerationMode.Verify), Is.Empty);
        });
    }

    [Test]
    public void A_draft_is_rewritten_and_only_what_differs()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Replace("updates/20101125.yaml", "194.el5", "194.17.4.el5");
        Assert.That(folder.Run().Result.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "20101125-init.tpl", "20101125.json", "20101125.md" }));
    }

    [Test]
    public void A_released_version_that_would_change_is_an_error_with_the_difference_and_nothing_is_written()
    {
        using InputFolder folder = new();
        folder.Run();
        SortedDictionary<string, string> before = folder.OutputHashes();
        folder.Replace("sources/errata.csv", "49.el5_5.6", "49.el5_5.6.sl");
        string printed = folder.Print();
        Assert.Multiple(() =>
        {
            Assert.That(printed, Does.Contain(
                $"{Os}/rpms/errata/20101022.tpl(5,55): error GE1022: Update version 20101022 is released and never changes, but its inputs now give "
                + "something else: -1 +1 lines; the first difference: "
                + "`'/software/packages'=pkg_ronly('glibc','2.5-49.el5_5.6','x86_64');` here, "
                + "`'/software/packages'=pkg_ronly('glibc','2.5-49.el5_5.6.sl','x86_64');` expected."));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
            Assert.That(File.ReadAllText(Path.Combine(folder.Received, "sl5.5-x86_64/rpms/errata/20101022.received.tpl")), Does.Contain("49.el5_5.6.sl"));
        });
    }

    [Test]
    public void An_edited_release_is_an_error_until_it_is_put_back()
    {
        using InputFolder folder = new();
        folder.Run();
        string path = Path.Combine(folder.Root, Os, "rpms/errata/20101022.tpl");
        string text = File.ReadAllText(path);
        File.WriteAllText(path, text + "# by hand\n");
        Assert.That(folder.Print(), Does.StartWith($"{Os}/rpms/errata/20101022.tpl(6,1): error GE1022"));
        File.WriteAllText(path, text);
        Assert.Multiple(() =>
        {
            Assert.That(folder.Print(), Is.Empty);
            Assert.That(Directory.EnumerateFiles(folder.Received, "*", SearchOption.AllDirectories), Is.Empty, "what an earlier run received is gone");
        });
    }

    [TestCase("\uFEFF")]
    [TestCase("\r\n")]
    public void A_byte_order_mark_or_a_line_end_is_a_difference_too(string added)
    {
        using InputFolder folder = new();
        folder.Run();
        string path = Path.Combine(folder.Root, Os, "rpms/errata/20101022.tpl");
        File.WriteAllText(path, added == "\uFEFF" ? added + File.ReadAllText(path) : File.ReadAllText(path).ReplaceLineEndings(added));
        Assert.That(folder.Print(), Does.Contain("error GE1022").And.Contain(added == "\r\n" ? "only line ends differ, CRLF for LF" : "the first difference"));
    }

    [Test]
    public void Releasing_a_draft_changes_none_of_its_files()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Replace("updates/20101125.yaml", "state: draft", "state: released");
        Assert.That(folder.Run().Result.Written, Is.Empty);
        folder.Replace("updates/20101125.yaml", "state: released", "state: withdrawn");
        Assert.That(folder.Run().Result.Written, Is.Empty);
    }

    [Test]
    public void A_package_that_arrives_later_changes_no_release()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Write("sources/errata.csv", File.ReadAllText(Path.Combine(folder.OsFolder, "sources/errata.csv")).TrimEnd() + "\nbash,3.2,25,x86_64,2010-11-20\n");
        Assert.That(folder.Run().Result.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "20101125.json", "20101125.md", "20101125.tpl" }));
    }

    [Test]
    public void Verify_reports_missing_and_different_files_and_writes_nothing()
    {
        using InputFolder folder = new();
        folder.Run();
        File.Delete(Path.Combine(folder.Root, Os, "config/os/errata/20101022-init.tpl"));
        File.AppendAllText(Path.Combine(folder.Root, Os, "rpms/errata/20101125.tpl"), "# by hand\n");
        SortedDictionary<string, string> before = folder.OutputHashes();
        string[] printed = folder.Print(GenerationMode.Verify).Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(printed, Has.Length.EqualTo(2));
            Assert.That(printed[0], Does.StartWith($"{Os}/config/os/errata/20101022-init.tpl: error GE1023: The file is missing."));
            Assert.That(printed[1], Does.StartWith($"{Os}/rpms/errata/20101125.tpl(7,1): error GE1021: The file is not what its inputs give"));
            Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        });
    }

    [Test]
    public void A_file_without_definition_is_an_error_and_accepting_deletes_it()
    {
        using InputFolder folder = new();
        folder.Run();
        File.Delete(Path.Combine(folder.OsFolder, "updates/20101125.yaml"));
        File.WriteAllText(Path.Combine(folder.Root, Os, "rpms/errata/20101125-fix.tpl"), "# a site's own\n");
        Assert.That(folder.Print().Split('\n'), Has.Length.EqualTo(4).And.All.Contains("error GE1024: No update definition makes this file."));
        Assert.Multiple(() =>
        {
            Assert.That(folder.Run(GenerationMode.Accept).Result.Deleted, Has.Length.EqualTo(4));
            Assert.That(folder.OutputHashes().Keys.Where(k => k.Contains("20101125", StringComparison.Ordinal)),
                Is.EqualTo(new[] { "sl5.5-x86_64/rpms/errata/20101125-fix.tpl" }), "a -fix is not ours to delete");
        });
    }

    [Test]
    public void Another_extension_makes_the_old_files_orphans()
    {
        // panc takes x.pan before x.tpl without a word: the old file must go.
        using InputFolder folder = new();
        folder.Replace("updates/20101022.yaml", "state: released", "state: draft");
        folder.Run();
        folder.Replace("os.yaml", "extension: tpl", "extension: pan");
        Assert.That(folder.Print(), Does.Contain($"{Os}/rpms/errata/20101022.tpl: error GE1024: 20101022.pan is made in the place of this file now"));
        Assert.That(folder.Run(GenerationMode.Accept).Result.Deleted, Has.Length.EqualTo(4));
    }

    [Test]
    public void Another_extension_takes_the_Pan_of_a_release_only_with_a_second_word()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Replace("os.yaml", "extension: tpl", "extension: pan");
        SortedDictionary<string, string> before = folder.OutputHashes();
        Assert.That(folder.Print(GenerationMode.Accept).Split('\n'), Has.Length.EqualTo(2).And.All.Contains("error GE1022: Update version 20101022 is released and never changes, but os.yaml's `pan` makes 20101022"));
        Assert.That(folder.OutputHashes(), Is.EqualTo(before));
        Assert.That(folder.Run(GenerationMode.Accept, acceptReleased: true).Result.Deleted, Has.Length.EqualTo(4));
    }

    [Test]
    public void Another_extension_is_noticed_where_one_version_alone_is_made()
    {
        using InputFolder folder = new();
        folder.Run();
        folder.Replace("os.yaml", "extension: tpl", "extension: pan");
        Diagnostics.DiagnosticBag diagnostics = [];
        ErrataGenerator.Run(new(folder.Input, folder.Output, GenerationMode.Update) { Version = "20101022" }, diagnostics, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.That(diagnostics.Select(d => (d.Code, Path.GetFileName(d.Location.File))), Is.EquivalentTo([("GE1022", "20101022.tpl"), ("GE1022", "20101022-init.tpl")]));
        Assert.That(Directory.GetFiles(folder.Output, "*.pan", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public void Accepting_takes_over_change_logs_of_releases_but_their_Pan_only_with_a_second_word()
    {
        using InputFolder folder = new();
        folder.Run();
        File.AppendAllText(Path.Combine(folder.Root, Os, "rpms/errata/20101022.md"), "by hand\n");
        Assert.That(folder.Run(GenerationMode.Accept).Result.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "20101022.md" }));
        File.AppendAllText(Path.Combine(folder.Root, Os, "rpms/errata/20101022.tpl"), "# by hand\n");
        Assert.That(folder.Print(GenerationMode.Accept), Does.Contain("error GE1022").And.Contain("-p:GrifErrataAcceptReleased=true"));
        Assert.That(folder.Run(GenerationMode.Accept, acceptReleased: true).Result.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "20101022.tpl" }));
    }

    [Test]
    public void Cancelling_writes_nothing()
    {
        using InputFolder folder = new();
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Multiple(() =>
        {
            Assert.That(() => ErrataGenerator.Run(new(folder.Input, folder.Output, GenerationMode.Update), [],
                Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, source.Token), Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.Exists(folder.Output), Is.False);
        });
    }

    [TestCase("sl5.5-i386", null, "There is no OS sl5.5-i386")]
    [TestCase(null, "20101231", "No OS has an update version 20101231.")]
    public void An_os_or_version_that_does_not_exist_is_an_error(string? os, string? version, string expected)
    {
        using InputFolder folder = new();
        Diagnostics.DiagnosticBag diagnostics = [];
        ErrataGenerator.Make(new(folder.Input, folder.Output, GenerationMode.Update) { Os = os, Version = version }, diagnostics);
        Assert.That(diagnostics.Single().ToString(), Does.Contain($"error GE1026: {expected}"));
    }

    [Test]
    public void One_os_alone_is_written_and_the_others_are_no_orphans()
    {
        using InputFolder folder = new();
        folder.Run();
        Directory.Move(Path.Combine(folder.Output, "sl5.5-x86_64"), Path.Combine(folder.Output, "sl5.4-x86_64"));
        Diagnostics.DiagnosticBag diagnostics = [];
        ErrataGenerator.Run(new(folder.Input, folder.Output, GenerationMode.Update) { Os = "sl5.5-x86_64" }, diagnostics,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(folder.Print(), Does.Contain("sl5.4-x86_64/rpms/errata/20101022.tpl: error GE1024"));
    }

    [Test]
    public void One_version_alone_is_written_and_the_others_are_no_orphans()
    {
        using InputFolder folder = new();
        folder.Run();
        File.Delete(Path.Combine(folder.Root, Os, "rpms/errata/20101022.tpl"));
        File.Delete(Path.Combine(folder.Root, Os, "rpms/errata/20101125.tpl"));
        Diagnostics.DiagnosticBag diagnostics = [];
        GenerationResult result = ErrataGenerator.Run(new(folder.Input, folder.Output, GenerationMode.Update) { Version = "20101125" }, diagnostics,
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        Assert.Multiple(() =>
        {
            Assert.That(diagnostics, Is.Empty);
            Assert.That(result.Written.Select(Path.GetFileName), Is.EqualTo(new[] { "20101125.tpl" }));
        });
    }
}
