using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Tests.Expectations;

public sealed class ProfileFolders : IDisposable
{
    private static readonly DateTimeOffset Now = new(2010, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly ProfileFolder _profiles;

    public ProfileFolders() => _profiles = new(_folder.Path, "the profiles");

    [OneTimeTearDown]
    public void Dispose() => _folder.Dispose();

    [SetUp]
    public void Begin()
    {
        foreach (string file in Directory.GetFiles(_folder.Path)) File.Delete(file);
        _folder.Write("wn1.json", Profile.Json("wn1.lal.example.org"), 1);
        _folder.Write("wn2.json", Profile.Json("wn2.lal.example.org"), 1);
        _profiles.Poll(Now, new(), CancellationToken.None);
    }

    private bool Poll() => _profiles.Poll(Now.AddHours(1), new(), CancellationToken.None);

    private string Hosts() => string.Join(' ', _profiles.Profiles.Select(p => $"{p.Key}={p.Value.UpdateVersion}").Order(StringComparer.Ordinal));

    [Test]
    public void Each_profile_is_known_by_its_host()
    {
        Assert.That(Hosts(), Is.EqualTo("wn1.lal.example.org=20101125 wn2.lal.example.org=20101125"));
        Assert.That((_profiles.State.Count, _profiles.State.ProblemCount), Is.EqualTo((2, 0)));
    }

    [Test]
    public void Nothing_is_new_while_no_file_changes() => Assert.That(Poll(), Is.False);

    [Test]
    public void A_changed_profile_a_new_one_and_one_that_is_gone_are_noticed()
    {
        _folder.Write("wn1.json", Profile.Json("wn1.lal.example.org", "20101028"), 2);
        _folder.Write("wn3.json", Profile.Json("wn3.lal.example.org"), 2);
        File.Delete(Path.Combine(_folder.Path, "wn2.json"));
        Assert.That((Poll(), Hosts()), Is.EqualTo((true, "wn1.lal.example.org=20101028 wn3.lal.example.org=20101125")));
    }

    [Test]
    public void A_broken_profile_stays_as_it_was_and_is_told_until_it_is_right()
    {
        _folder.Write("wn1.json", Profile.Json("wn1.lal.example.org", "20101028")[..80], 2);
        Poll();
        Assert.That(Hosts(), Does.Contain("wn1.lal.example.org=20101125"));
        Assert.That(_profiles.State.Problems, Has.Length.EqualTo(1).And.One.Contains("wn1.json").And.One.Contains("GE1741"));
        Assert.That(_profiles.State.Read, Is.EqualTo(Now), "the last time that all was right");

        Poll();
        Assert.That(_profiles.State.ProblemCount, Is.EqualTo(1), "it is still broken");

        _folder.Write("wn1.json", Profile.Json("wn1.lal.example.org", "20101028"), 3);
        Poll();
        Assert.That((Hosts().Contains("wn1.lal.example.org=20101028", StringComparison.Ordinal), _profiles.State.ProblemCount), Is.EqualTo((true, 0)));
    }

    [Test]
    public void An_emptied_folder_changes_nothing_and_is_told()
    {
        foreach (string file in Directory.GetFiles(_folder.Path)) File.Delete(file);
        Assert.That((Poll(), Hosts()), Is.EqualTo((false, "wn1.lal.example.org=20101125 wn2.lal.example.org=20101125")));
        Assert.That(_profiles.State.Problems.Single(), Does.Contain("has no profile"));
    }

    [Test]
    public void A_folder_that_is_gone_changes_nothing_and_is_told()
    {
        ProfileFolder profiles = new(Path.Combine(_folder.Path, "none"), "none");
        Assert.That(profiles.Poll(Now, new(), CancellationToken.None), Is.False);
        Assert.That(profiles.State.Problems.Single(), Does.Contain("GE1002"));
    }

    [Test]
    public void A_host_that_two_files_claim_is_told_and_the_first_file_counts()
    {
        _folder.Write("wn3.json", Profile.Json("wn1.lal.example.org", "20101028"), 2);
        Poll();
        Assert.That(Hosts(), Does.Contain("wn1.lal.example.org=20101125"));
        Assert.That(_profiles.State.Problems.Single(), Does.Contain("wn3.json").And.Contain("Keep one of them"));
    }

    [Test]
    public void Equal_lists_of_packages_are_one() =>
        Assert.That(_profiles.Profiles["wn1.lal.example.org"].Packages == _profiles.Profiles["wn2.lal.example.org"].Packages, "the same array");

    [Test]
    public void Many_problems_are_counted_and_some_are_told()
    {
        for (int i = 0; i < 2 * SourceState.MostProblems; i++) _folder.Write($"broken{i}.json", "{", 2);
        Poll();
        Assert.That((_profiles.State.Problems.Length, _profiles.State.ProblemCount), Is.EqualTo((SourceState.MostProblems, 2 * SourceState.MostProblems)));
    }
}
