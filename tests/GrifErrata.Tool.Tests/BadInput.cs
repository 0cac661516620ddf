namespace GrifErrata.Tool.Tests;

/// <summary>Errors in the input come out as compilers write them; warnings do not change the exit code.</summary>
[TestFixture]
public sealed class BadInput
{
    [TestCase("diff", "20101022", "20101125")]
    [TestCase("explain", "glibc")]
    [TestCase("new", "--version", "20101220")]
    [TestCase("generate")]
    [TestCase("verify")]
    public void An_error_has_file_line_column_and_code_and_is_exit_code_1(params string[] args)
    {
        using SiteFolder site = new();
        site.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\nkernle: 2.6.18-194.el5\n");
        string[] more = args[0] is "generate" or "verify" ? ["--output", site.Output] : [];
        CommandRun run = site.Run([.. args, .. more]);
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Does.StartWith("errata-input/sl5.5-x86_64/updates/20101125.yaml(3,1): error GE1"));
        Assert.That(run.Out, Is.Empty);
        Assert.That(Directory.Exists(site.Output), Is.False);
    }

    [Test]
    public void A_warning_does_not_change_the_exit_code()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("generate", "--output", site.Output);
        Assert.That(run.Error, Does.Contain("errata-input/sl5.5-x86_64/updates/20101125.yaml(6,5): warning GE2401: "));
        Assert.That(run.Code, Is.Zero);
    }

    [Test]
    public void A_missing_input_folder_is_exit_code_1()
    {
        CommandRun run = CommandRun.Of("generate", "--input", "no-such-folder");
        Assert.That(run, Is.EqualTo(new CommandRun(1, string.Empty, "no-such-folder: error GE1117: The input folder no-such-folder does not exist.\n")));
    }

    [Test]
    public void An_input_cannot_steer_the_terminal()
    {
        using SiteFolder site = new();
        CommandRun run = site.Run("explain", "a\e[31mb\nc");
        Assert.That(run.Out, Is.EqualTo("a?[31mb?c is not in 20101125 of sl5.5-x86_64: no source and no advisory has it.\n"));
    }
}
