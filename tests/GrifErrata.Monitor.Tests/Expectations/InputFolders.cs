using GrifErrata.Monitor.Expectations;

namespace GrifErrata.Monitor.Tests.Expectations;

public sealed class InputFolders
{
    private static readonly DateTimeOffset Now = new(2010, 11, 26, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private ErrataInputSource _input = null!;

    [SetUp]
    public void Begin()
    {
        foreach (string entry in Directory.GetDirectories(_folder.Path)) Directory.Delete(entry, recursive: true);
        WriteOs("el5");
        WriteOs("el6");
        Write("federation.yaml", "name: GRIF\nos: { el5: { default: 20101125 } }\n", 1);
        _input = new(_folder.Path);
        _input.Poll(Now, CancellationToken.None);
    }

    [OneTimeTearDown]
    public void End() => _folder.Dispose();

    private void Write(string name, string text, int hour) => _folder.Write(name, text, hour);

    private void WriteOs(string os)
    {
        Write($"{os}/os.yaml", $"nodeOsVersion: {os}\narch: x86_64\npan: {{ extension: tpl, shape: lines, backend: spma }}\nselect: repository\n"
            + "sources: { base: [sources/base.csv], errata: [sources/errata.csv], advisories: [] }\n", 1);
        Write($"{os}/sources/base.csv", "name,epoch,version,release,arch\nbash,,3.2,24,x86_64\n", 1);
        Write($"{os}/sources/errata.csv", "name,epoch,version,release,arch,build_time\nbash,,3.2,25,x86_64,2010-11-01T00:00:00Z\n", 1);
        Write($"{os}/updates/20101125.yaml", "kind: monthly\nstate: draft\n", 1);
    }

    private bool Poll() => _input.Poll(Now.AddHours(1), CancellationToken.None);

    private string Seen() => string.Join(' ', _input.Oses.Select(o => $"{o.Os}:{o.Errata.Updates.Length}")) + " " + _input.Federation?.StageVersions.SingleOrDefault()?.Version;

    [Test]
    public void OSs_versions_and_federation_are_read()
    {
        Assert.That(_input.State.Problems, Is.Empty);
        Assert.That((Seen(), _input.State.Count, _input.State.Read), Is.EqualTo(("el5:1 el6:1 20101125", 2, (DateTimeOffset?)Now)));
    }

    [Test]
    public void Nothing_is_new_while_no_file_changes() => Assert.That(Poll(), Is.False);

    [Test]
    public void A_new_version_and_a_moved_stage_are_noticed()
    {
        Write("el5/updates/20101126.yaml", "kind: monthly\nstate: draft\n", 2);
        Write("federation.yaml", "name: GRIF\nos: { el5: { default: 20101126 } }\n", 2);
        Assert.That((Poll(), Seen()), Is.EqualTo((true, "el5:2 el6:1 20101126")));
    }

    [TestCase("el5/os.yaml", "arch: nonsense\n", TestName = "a broken os.yaml")]
    [TestCase("el5/updates/20101125.yaml", "kind: never\n", TestName = "a broken version")]
    [TestCase("el5/sources/errata.csv", "name,epoch\n\"", TestName = "a broken listing")]
    [TestCase("federation.yaml", "name: [", TestName = "a broken federation")]
    public void What_is_broken_stays_as_it_was_and_the_rest_goes_on(string file, string text)
    {
        Write(file, text, 2);
        Write("el6/updates/20101126.yaml", "kind: monthly\nstate: draft\n", 2);
        Assert.That((Poll(), Seen()), Is.EqualTo((true, "el5:1 el6:2 20101125")));
        Assert.That(_input.State.Problems, Has.Some.Contains(file).And.Some.Contains("error GE"));
        Assert.That(_input.State.Read, Is.EqualTo(Now));
    }

    [Test]
    public void A_broken_OS_does_not_keep_the_federation_back()
    {
        Write("el5/os.yaml", "arch: nonsense\n", 2);
        Write("federation.yaml", "name: GRIF\nos: { el6: { default: 20101124 } }\n", 2);
        Assert.That((Poll(), Seen()), Is.EqualTo((true, "el5:1 el6:1 20101124")));
    }

    [Test]
    public void An_OS_that_was_taken_out_is_gone()
    {
        Directory.Delete(Path.Combine(_folder.Path, "el6"), recursive: true);
        Assert.That((Poll(), Seen()), Is.EqualTo((true, "el5:1 20101125")));
    }

    [Test]
    public void A_folder_that_is_gone_changes_nothing_and_is_told()
    {
        foreach (string entry in Directory.GetDirectories(_folder.Path)) Directory.Delete(entry, recursive: true);
        File.Delete(Path.Combine(_folder.Path, "federation.yaml"));
        Poll();
        Assert.That(Seen(), Is.EqualTo("el5:1 el6:1 20101125"));
        Assert.That(_input.State.ProblemCount, Is.Positive);
    }
}
