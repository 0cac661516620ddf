using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>What machines see while a snapshot is made, replaced and removed, and after a crash at any step of it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class Switching : IDisposable
{
    private static readonly string[] Steps = ["flush", "name", "link", "flush link"];
    private readonly SnapshotSite _site = new();

    public void Dispose() => _site.Dispose();

    [Test]
    public void A_snapshot_is_a_link_to_a_folder_named_by_its_content()
    {
        Make(SnapshotOutcome.Made);
        string target = new FileInfo(_site.Shown).LinkTarget!;
        Assert.That(target, Does.Match("^\\.\\./\\.snapshots/el9x-x86_64/20250211-[0-9a-f]{16}$"));
        Assert.That(Directory.Exists(Path.Combine(_site.Shown, "base/repodata")), Is.True, "it can be followed");
    }

    [Test]
    public void Made_again_with_the_same_content_no_file_changes()
    {
        Make(SnapshotOutcome.Made);
        (string, DateTime)[] before = Files();
        Make(SnapshotOutcome.Unchanged);
        Assert.That(Files(), Is.EqualTo(before));
    }

    [Test]
    public void GE2981_a_drafts_snapshot_is_replaced_and_who_read_the_old_index_finds_its_files()
    {
        Make(SnapshotOutcome.Made);
        string old = Path.Combine(_site.Output, SnapshotSite.Version, new FileInfo(_site.Shown).LinkTarget!);
        string[] named = [.. new RepodataReader().ReadIndex(Path.Combine(_site.Shown, "errata"), [])!.Entries.Select(e => e.Href)];
        AddAPackage();
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics)!.Outcome, Is.EqualTo(SnapshotOutcome.Replaced));
        Assert.That(diagnostics.Single().ToString(), Does.Contain("warning GE2981").And.Contain("primary, filelists of base"));
        Assert.That(named.Where(n => !File.Exists(Path.Combine(_site.Shown, "errata", n))), Is.Empty);
        Assert.That(Directory.Exists(old), Is.True, "the old one is kept until it is pruned");
    }

    [Test]
    public void GE1984_a_released_versions_snapshot_changes_only_on_purpose()
    {
        _site.Write($"errata-input/el9/updates/{SnapshotSite.Version}.yaml", "kind: monthly\nstate: released\n");
        Make(SnapshotOutcome.Made);
        string[] before = _site.Packages("base");
        AddAPackage();
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics), Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.Contain("error GE1984").And.Contain("primary, filelists of base").And.Contain("a kernel that a freeze or a kernel plan names since then needs it"));
        Assert.That(_site.Packages("base"), Is.EqualTo(before));
        Assert.That(_site.Make([], r => r with { Replace = true })!.Outcome, Is.EqualTo(SnapshotOutcome.Replaced));
    }

    [Test]
    public void GE1985_two_runs_do_not_meet()
    {
        using IDisposable other = new SnapshotStore(_site.Output, "el9x-x86_64").Lock();
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics), Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.Contain("error GE1985").And.Contain("no other run is at work"));
    }

    [Test]
    public void GE1985_a_folder_of_somebody_elses_in_the_snapshots_place_is_not_touched()
    {
        _site.Write($"served/{SnapshotSite.Version}/el9x-x86_64/theirs", "x");
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics), Is.Null);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE1985"));
        Assert.That(File.ReadAllText(Path.Combine(_site.Shown, "theirs")), Is.EqualTo("x"));
        Assert.That(new SnapshotFolder(_site.Output, "el9x-x86_64").Versions, Is.Empty);
    }

    [TestCaseSource(nameof(Steps))]
    public void A_crash_at_any_step_of_a_replacement_leaves_the_old_or_the_new_one_whole(string step)
    {
        Make(SnapshotOutcome.Made);
        string[] before = _site.Packages("base");
        AddAPackage();
        Assert.That(() => _site.Make([], beforeStep: Crash(step)), Throws.TypeOf<InvalidOperationException>());
        Assert.That(_site.Packages("base"), Is.EqualTo(step == "flush link" ? _site.Base : before));

        // The next run does the rest, whatever lies about.
        Assert.That(_site.Make([])!.Outcome, Is.EqualTo(step == "flush link" ? SnapshotOutcome.Unchanged : SnapshotOutcome.Replaced));
        Assert.That(_site.Packages("base"), Is.EqualTo(_site.Base));
        AssertThatNothingLiesAbout(contents: 2);
    }

    [TestCaseSource(nameof(Steps))]
    public void A_crash_while_the_first_one_is_made_shows_nothing_or_all(string step)
    {
        Assert.That(() => _site.Make([], beforeStep: Crash(step)), Throws.TypeOf<InvalidOperationException>());
        Assert.That(Directory.Exists(_site.Shown), Is.EqualTo(step == "flush link"));
        Assert.That(_site.Make([]), Is.Not.Null);
        Assert.That(_site.Packages("base"), Is.EqualTo(_site.Base));
        AssertThatNothingLiesAbout(contents: 1);
    }

    [Test]
    public void What_a_killed_run_left_is_cleared_by_the_next()
    {
        string killed = new SnapshotStore(_site.Output, "el9x-x86_64").Stage(SnapshotSite.Version);
        File.WriteAllText(Path.Combine(killed, "half"), "x");
        Make(SnapshotOutcome.Made);
        AssertThatNothingLiesAbout(contents: 1);
    }

    [Test]
    public void A_link_that_leads_elsewhere_is_nobodys_to_follow()
    {
        string elsewhere = Path.Combine(_site.Root, "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateDirectory(Path.GetDirectoryName(_site.Shown)!);
        File.CreateSymbolicLink(_site.Shown, "../../elsewhere");
        SnapshotFolder folder = new(_site.Output, "el9x-x86_64");
        Assert.That(folder.Versions, Is.Empty);
        Assert.That(folder.Remove([SnapshotSite.Version], []), Is.True);
        Assert.That(Directory.Exists(elsewhere), Is.True);
        Assert.That(new FileInfo(_site.Shown).LinkTarget, Is.EqualTo("../../elsewhere"));
    }

    [TestCase("unlink")]
    [TestCase("remove")]
    public void A_crash_while_one_is_removed_leaves_what_the_next_removal_takes(string step)
    {
        Make(SnapshotOutcome.Made);
        Assert.That(() => new SnapshotFolder(new SnapshotStore(_site.Output, "el9x-x86_64") { BeforeStep = Crash(step) }).Remove([SnapshotSite.Version], []), Throws.TypeOf<InvalidOperationException>());
        Assert.That(Directory.Exists(_site.Shown), Is.EqualTo(step == "unlink"));
        Assert.That(new SnapshotFolder(_site.Output, "el9x-x86_64").Remove([SnapshotSite.Version], []), Is.True);
        Assert.That(Directory.Exists(Path.Combine(_site.Output, SnapshotSite.Version)), Is.False);
        AssertThatNothingLiesAbout(contents: 0);
    }

    // Nothing that the code catches: as if the process had ended there.
    private static Action<string> Crash(string at) => step =>
    {
        if (step == at) throw new InvalidOperationException("crash");
    };

    private void AddAPackage() => _site.Base = [.. _site.Base, "zlib-1-1.x86_64"];

    private void Make(SnapshotOutcome expected)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(_site.Make(diagnostics)?.Outcome, Is.EqualTo(expected), string.Join('\n', diagnostics));
        Assert.That(diagnostics, Is.Empty);
    }

    private void AssertThatNothingLiesAbout(int contents)
    {
        Assert.That(Directory.EnumerateFileSystemEntries(_site.Output, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.EnumerateDirectories(Path.Combine(_site.Output, ".snapshots/el9x-x86_64")).Count(), Is.EqualTo(contents));
    }

    private (string, DateTime)[] Files() => [.. Directory.EnumerateFiles(Path.Combine(_site.Output, ".snapshots/el9x-x86_64"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(f => (f, File.GetLastWriteTimeUtc(f)))];
}
