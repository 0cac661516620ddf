using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Diagnostics;
using GrifErrata.Pan;
using GrifErrata.Reviews;
using GrifErrata.Tests.Updates;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Reviews;

/// <summary>What a version needs besides itself, in its change log and in the review of a step.</summary>
public sealed class FixesInReviews
{
    private static string Folder => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Reviews", "Expected");

    private static FixBlock Libsmbclient { get; } = Block(FixRule.Requirement, "samba-common", "libsmbclient", "samba-common-3-2.x86_64 requires libsmbclient",
        new FixAction.Add(Plan.Nevra("libsmbclient-3-2.x86_64"), true));

    private static FixBlock Poppler(string build) => Block(FixRule.Requirement, "cups", "poppler", $"cups-{build}.x86_64 requires poppler >= {build}",
        new FixAction.Add(Plan.Nevra($"poppler-{build}.x86_64"), false), new FixAction.Delete("xpdf"));

    private static FixBlock Report { get; } = Block(FixRule.Rename, "report", "libreport", "libreport-2-1.x86_64 obsoletes report-1-1.x86_64",
        new FixAction.Replace("report", [Plan.Nevra("libreport-2-1.x86_64")]));

    private static FixBlock ByHand { get; } = Block(FixRule.ByHand, "lustre", string.Empty, "<script> | *kmod* of the vendor", new FixAction.Add(Plan.Nevra("kmod-1-1.x86_64"), false)) with { Unless = ["a", "b", "c", "d"] };

    private static FixPlan Before { get; } = new([Libsmbclient, Poppler("1-1"), Report], [], 2, 0);

    private static FixPlan After { get; } = new([Libsmbclient, Poppler("2-1"), ByHand],
    [
        new(FixDiagnostics.Unmet, "b-2-1.x86_64 requires gone >= 2, but no source has a package that provides it.", ["b"]),
        new(FixDiagnostics.Choice, "mailer-2-1.x86_64 requires smtpd: postfix is taken where a machine has none of sendmail.", ["mailer", "postfix", "sendmail"]),
    ], 1, 2);

    [TestCase(ErrataTemplates.ReviewMarkdown)]
    [TestCase(ErrataTemplates.ReviewHtml)]
    public void What_is_new_as_before_and_no_longer_needed_is_told_apart_and_what_a_person_decides_and_nobody_checked_is_shown(string format)
    {
        string page = Render(format, Review.Of(Step(Before, After), null));
        if (format == ErrataTemplates.ReviewMarkdown) Snapshot.Matches(Path.Combine(Folder, "fixes.md"), page);
        foreach (string word in (string[])["new", "as before", "no longer"]) Assert.That(page, Does.Contain(word));
        Assert.That(page, Does.Contain("GE2873").And.Contain("GE2874").And.Not.Contain("<script>").And.Not.Contain("GE2875"));
    }

    [Test]
    public void The_change_log_says_them_all()
    {
        UpdateVersion version = Version("20101125");
        Snapshot.Matches(Path.Combine(Folder, "fixes-changelog.md"), Render(ErrataTemplates.ChangeLog, ChangeLogModel.Of(version, After, Facts.Os)));
    }

    [Test]
    public void Where_nothing_is_needed_and_all_was_checked_neither_says_a_word()
    {
        FixPlan nothing = new([], [], 3, 0);
        string review = Render(ErrataTemplates.ReviewMarkdown, Review.Of(Step(nothing, nothing), null)), log = Render(ErrataTemplates.ChangeLog, ChangeLogModel.Of(Version("20101125"), nothing, Facts.Os));
        Assert.That(review + log, Does.Not.Contain("besides itself").And.Not.Contain("not checked").And.Not.Contain("to decide"));
    }

    private static OsErrata Facts => new Plan().Base("cups-1-1.x86_64").Errata("2010-10-01", "cups-1-2.x86_64").Errata("2010-11-01", "cups-2-1.x86_64").Monthly("20101022").Monthly("20101125").Facts();

    private static UpdateVersion Version(string name) => UpdatePlanner.Plan(Facts, []).Single(v => v.Name == name);

    private static VersionStep Step(FixPlan before, FixPlan after)
    {
        ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(Facts, []);
        return VersionStep.Of(Facts, versions, versions[0], versions[1]) with { FixBefore = before, Fix = after };
    }

    private static FixBlock Block(FixRule rule, string when, string package, string because, params FixAction[] actions) =>
        new(rule, [new([new(when, null)])], [], [.. actions], [new(package, when, because)]);

    private static string Render(string template, object model)
    {
        DiagnosticBag diagnostics = [];
        string? text = ErrataTemplates.Load(null, diagnostics)![template].Render(model, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return text!;
    }
}
