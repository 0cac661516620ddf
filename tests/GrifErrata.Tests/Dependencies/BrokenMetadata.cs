using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Dependencies;

/// <summary>Repositories that are made to be hard or are broken: a right answer or an error, in bounded time.</summary>
public sealed class BrokenMetadata
{
    [Test, CancelAfter(60_000)]
    public void A_cycle_of_ten_thousand_packages_is_added_whole()
    {
        StringBuilder text = new("installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires p0\n");
        for (int i = 0; i < 10_000; i++) text.Append(CultureInfo.InvariantCulture, $"package p{i}-1-1.x86_64\n  requires p{(i + 1) % 10_000}\n");
        Assert.That(DependencyCase.Parse(text.ToString()).Check().Changes, Has.Length.EqualTo(10_000));
    }

    [Test, CancelAfter(60_000)]
    public void Of_a_thousand_providers_of_one_name_the_first_by_rank_is_taken()
    {
        StringBuilder text = new("installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires service\n");
        for (int i = 0; i < 1000; i++) text.Append(CultureInfo.InvariantCulture, $"package p{i:D4}-1-1.x86_64\n  provides service\n{(i < 900 ? $"  requires nobody{i}\n" : "")}");
        CheckAnswer answer = DependencyCase.Parse(text.ToString()).Check();
        Assert.That(answer.Changes.Select(c => c.Package.ToString()), Is.EqualTo((string[])["p0900-1-1.x86_64"]));
    }

    [TestCase(200, CheckResult.Fix)]
    [TestCase(5000, CheckResult.Impossible)]
    [CancelAfter(60_000)]
    public void A_rich_dependency_is_followed_to_its_bound_and_deeper_ones_are_met_by_nothing(int depth, CheckResult expected)
    {
        string rich = string.Concat(Enumerable.Repeat("(x or ", depth)) + "b" + new string(')', depth);
        Assert.That(DependencyCase.Parse($"installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires {rich}\npackage b-1-1.x86_64\n").Check().Result, Is.EqualTo(expected));
    }

    [TestCase("(")]
    [TestCase("()")]
    [TestCase("(a and)")]
    [TestCase("(a and b or c)")]
    [TestCase("(a if b else c else d)")]
    [TestCase("(a) b")]
    [TestCase("(a = )")]
    public void A_text_that_is_no_rich_dependency_is_met_by_nothing(string rich)
    {
        CheckAnswer answer = DependencyCase.Parse($"installed a-1-1.x86_64 b-1-1.x86_64\nupdate b-2-1.x86_64\npackage a-1-1.x86_64\npackage b-1-1.x86_64\npackage b-2-1.x86_64\n  requires {rich}\n").Check();
        Assert.That(answer.Problems.Single().Text, Does.StartWith($"b-2-1.x86_64 requires {rich}"));
    }

    [Test]
    public void What_a_package_provides_may_be_any_text()
    {
        const string Primary = """
            <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
            <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><format>
            <rpm:provides><rpm:entry name=""/><rpm:entry name="&lt;&quot;']; ( %" flags="XX" ver="~^" epoch="99999999999999999999"/><rpm:entry/></rpm:provides>
            <rpm:requires><rpm:entry name="rpmlib(X)" flags="LE" ver="1"/><rpm:entry flags="EQ"/></rpm:requires></format></package>
            <package type="rpm"><name>b d</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><format/></package>
            </metadata>
            """;
        PackageTableBuilder table = new();
        DiagnosticBag diagnostics = [];
        PrimaryDependencyReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Primary)), "primary.xml", table, diagnostics, default);
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE2252"));
        PackageTable built = table.Build();
        Assert.That((built.Count, built.Nevra(0).ToString()), Is.EqualTo((1, "a-1-1.x86_64")));
        Assert.That(new UpdateCheck(built, new()).Check([built.Nevra(0)], []).Result, Is.EqualTo(CheckResult.Ok));
    }

    [Test, CancelAfter(60_000)]
    public void A_machine_of_two_thousand_packages_that_all_change_is_decided_in_seconds()
    {
        StringBuilder text = new();
        text.Append("installed ").AppendJoin(' ', Enumerable.Range(0, 2000).Select(i => $"p{i}-1-1.x86_64")).Append('\n');
        text.Append("update ").AppendJoin(' ', Enumerable.Range(0, 2000).Select(i => $"p{i}-2-1.x86_64")).Append('\n');
        for (int i = 0; i < 2000; i++)
            text.Append(CultureInfo.InvariantCulture, $"package p{i}-1-1.x86_64\n  requires p{(i + 7) % 2000} = 1\npackage p{i}-2-1.x86_64\n  requires p{(i + 7) % 2000} = 2\n  requires n{i % 50}\n");
        for (int i = 0; i < 50; i++) text.Append(CultureInfo.InvariantCulture, $"package n{i}-1-1.x86_64\n");
        DependencyCase big = DependencyCase.Parse(text.ToString());
        Stopwatch watch = Stopwatch.StartNew();
        Assert.That(big.Check().Changes, Has.Length.EqualTo(50));
        TestContext.Out.WriteLine(watch.Elapsed);
    }
}
