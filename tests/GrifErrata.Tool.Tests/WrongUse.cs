namespace GrifErrata.Tool.Tests;

/// <summary>What is asked wrongly is exit code 2, says what is wrong and where the right use is explained.</summary>
[TestFixture]
public sealed class WrongUse
{
    public static readonly string[] Commands = ["generate", "verify", "diff", "review", "explain", "vercmp", "new", "advisories", "fetch", "feed", "fix", "promote", "withdraw", "freeze", "unfreeze", "freezes", "kernel", "status"];

    [TestCase("frob", "There is no command 'frob'.", "")]
    [TestCase("", "Required command was not provided.", "")]
    [TestCase("generate --versio 1", "There is no option '--versio'.", " generate")]
    [TestCase("generate --version 2010", "'2010' is not an update version. A version is a date, yyyyMMdd, for example 20101125.", " generate")]
    [TestCase("generate --version 20100231", "'20100231' is not an update version. A version is a date, yyyyMMdd, for example 20101125.", " generate")]
    [TestCase("verify more", "There is no argument 'more'.", " verify")]
    [TestCase("diff 20101022", "Required argument 'B' missing for command: 'diff'.", " diff")]
    [TestCase("diff --frob 20101022", "There is no option '--frob'.", " diff")]
    [TestCase("review", "Required argument 'VERSION' missing for command: 'review'.", " review")]
    [TestCase("review 20101125 --against x", "'x' is not an update version. A version is a date, yyyyMMdd, for example 20101125.", " review")]
    [TestCase("explain", "Required argument 'PACKAGE' missing for command: 'explain'.", " explain")]
    [TestCase("explain --frob", "There is no option '--frob'.", " explain")]
    [TestCase("vercmp 1", "Two versions are needed, or --stdin.", " vercmp")]
    [TestCase("vercmp 1 2 --stdin", "--stdin reads the versions from standard input; name none.", " vercmp")]
    [TestCase("advisories", "Required argument 'PATH' missing for command: 'advisories'.", " advisories")]
    [TestCase("fetch --date soon", "'soon' is not a day that exists. Write it as 2010-12-31.", " fetch")]
    [TestCase("feed", "Required command was not provided.", " feed")]
    [TestCase("feed check", "Required argument 'DIR|URL' missing for command: 'check'.", " feed check")]
    [TestCase("promote 20101125", "Option '--to' is required.", " promote")]
    [TestCase("fix", "Required argument 'VERSION' missing for command: 'fix'.", " fix")]
    [TestCase("fix soon", "'soon' is not an update version. A version is a date, yyyyMMdd, for example 20101125.", " fix")]
    [TestCase("fix 20101125 --frob", "There is no option '--frob'.", " fix")]
    [TestCase("freeze", "Name one machine, or one site with --site, or --all.", " freeze")]
    [TestCase("unfreeze a --all", "Name one machine, or one site with --site, or --all.", " unfreeze")]
    [TestCase("freezes --date soon", "'soon' is not a day that exists. Write it as 2010-12-31.", " freezes")]
    [TestCase("kernel", "Required command was not provided.", " kernel")]
    [TestCase("kernel done", "Option '--site' is required.", " kernel done")]
    public void It_says(string line, string message, string command)
    {
        CommandRun run = CommandRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.That(run, Is.EqualTo(new CommandRun(ExitCodes.WrongUse, string.Empty, $"grif-errata: error: {message}\nSee grif-errata{command} --help.\n")));
    }

    [TestCaseSource(nameof(Commands))]
    public void Help_says_what_it_does_its_exit_codes_and_an_example(string command)
    {
        CommandRun run = CommandRun.Of(command, "--help");
        Assert.That(run.Code, Is.Zero);
        Assert.That(run.Out, Does.StartWith("Description:\n").And.Contain("\nExit codes:\n  0  ").And.Contain("\n  2  wrong use").And.Contain($"\nExample:\n  "));
        Assert.That(run.Out, Does.Contain($"grif-errata {command}"));
    }

    [Test]
    public void Help_of_the_whole_names_every_command() => Snapshot.Verify(CommandRun.Of("--help").Out);
}
