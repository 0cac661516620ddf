using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>explain</c> on GRIF's own versions: why a package is there, or why not.</summary>
[TestFixture]
public sealed class Explained
{
    private const string Os = "sl5.5-x86_64";

    [Test]
    public void A_package_of_a_named_advisory_says_rule_source_and_advisories() => Snapshot.Verify(Explain("glibc", "20101028"));

    [Test]
    public void A_held_kernel_says_what_the_kernel_that_is_set_lacks() => Snapshot.Verify(Explain("kernel", "20101028"));

    [Test]
    public void A_fix_without_deployable_package_is_told_with_both_versions() => Snapshot.Verify(Explain("httpd", "20101125"));

    [Test]
    public void A_package_added_by_hand_says_the_reason_and_the_decisions_place() =>
        Snapshot.Verify(Explain("kernel-module-aufs-2.6.18-194.17.4.el5", "20101028"));

    [Test]
    public void A_package_that_only_the_release_has_says_so() => Snapshot.Verify(Explain("bash", "20101125"));

    [Test]
    public void A_build_after_the_cutoff_is_told() => Snapshot.Verify(Explain("freetype", "20101028"));

    [Test]
    public void A_package_of_another_product_says_so() => Snapshot.Verify(Explain("flash-plugin", "20101125"));

    [Test]
    public void The_same_in_json() => Snapshot.Verify(Explain("glibc", "20101028", "--arch", "x86_64", "--json"), "json");

    [Test]
    public void An_absence_in_json_has_a_word_for_its_reason()
    {
        using JsonDocument json = JsonDocument.Parse(Explain("bash", "20101125", "--json"));
        JsonElement arch = json.RootElement.GetProperty("architectures")[0];
        Assert.That(arch.GetProperty("absence").GetString(), Is.EqualTo("baseOnly"));
        Assert.That(arch.GetProperty("evr").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void A_name_that_does_not_exist_is_a_problem_and_similar_names_are_suggested()
    {
        CommandRun run = CommandRun.Of("explain", "glibv", "--os", Os, "--version", "20101028");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Snapshot.Verify(run.Out);
    }

    [Test]
    public void An_architecture_that_does_not_exist_is_a_problem()
    {
        CommandRun run = CommandRun.Of("explain", "glibc", "--os", Os, "--arch", "s390x");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Out, Is.EqualTo("glibc.s390x is not in 20101125 of sl5.5-x86_64: no source and no advisory has it.\nKnown architectures: i686, x86_64.\n"));
    }

    [Test]
    public void Without_version_it_is_the_last() => Assert.That(CommandRun.Of("explain", "glibc", "--os", Os).Out, Does.StartWith("glibc.i686 is in 20101125 "));

    [Test]
    public void A_version_that_does_not_exist_is_an_error_with_the_versions_there_are()
    {
        CommandRun run = CommandRun.Of("explain", "glibc", "--os", Os, "--version", "20101126");
        Assert.That(run.Code, Is.EqualTo(ExitCodes.Problems));
        Assert.That(run.Error, Is.EqualTo("errata-input/sl5.5-x86_64/updates: error GE1026: sl5.5-x86_64 has no update version 20101126. "
            + "There are: 20100906, 20100927, 20101022, 20101028, 20101125.\n"));
    }

    private static string Explain(string package, string version, params string[] more)
    {
        CommandRun run = CommandRun.Of(["explain", package, "--os", Os, "--version", version, .. more]);
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Code, Is.Zero);
        return run.Out;
    }
}
