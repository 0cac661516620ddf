using System.Collections.Immutable;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>What an answer says beside its verdict, and what is refused before there is one.</summary>
public sealed class Answers
{
    [Test]
    public void A_package_of_the_update_that_no_repository_has_is_a_problem_of_its_own()
    {
        CheckAnswer answer = DependencyCase.Parse("installed a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\n").Check();
        Assert.That((answer.Result, answer.Problems.Single().Code), Is.EqualTo((CheckResult.Impossible, "GE1851")));
    }

    [Test]
    public void What_cannot_be_had_is_the_smallest_set() =>
        Assert.That(DependencyCase.Parse("""
            installed a-1-1.x86_64 b-1-1.x86_64 c-1-1.x86_64
            update a-2-1.x86_64 b-2-1.x86_64 c-2-1.x86_64
            package a-1-1.x86_64
            package b-1-1.x86_64
            package c-1-1.x86_64
            package a-2-1.x86_64
            package b-2-1.x86_64
              conflicts c = 2
            package c-2-1.x86_64
            """).Check().Problems.Select(p => (p.Code, string.Join(' ', p.Locked))), Is.EqualTo(new[] { ("GE1852", "b-2-1.x86_64 c-2-1.x86_64") }));

    [TestCase("installed a-1-1.x86_64 x-1-1.noarch", "", "GE2851 no repository has x-1-1.noarch, so what it requires is not known")]
    [TestCase("installed a-1-1.x86_64 b-1-1.x86_64", "package b-1-1.x86_64\n  requires (x or y)\n", "GE2852 b-1-1.x86_64 requires (x or y), which the machine does not have today; that is left as it is")]
    [TestCase("installed a-1-1.x86_64\nupdate a-2-1.x86_64", "package a-2-1.x86_64\n  requires /usr/lib/x\n", "GE2853 whether /usr/lib/x is there is not known: primary.xml does not list it; give filelists")]
    public void What_a_check_cannot_see_is_said(string machine, string packages, string warning) =>
        Assert.That(DependencyCase.Describe(DependencyCase.Parse($"{machine}\npackage a-1-1.x86_64\n{packages}").Check()), Is.EqualTo($"ok\n{warning}\n"));

    [TestCase("", "a-1-1.x86_64", "a-2-1.x86_64", "GE1860")]
    [TestCase("", "a-1-0.module+el8.x86_64", "a-2-1.x86_64", "GE2851 GE2861")]
    [TestCase("streams m:9 m:2", "a-1-1.x86_64", "a-2-1.x86_64", "GE2862")]
    [TestCase("streams m:2", "a-1-1.x86_64", "a-2-1.x86_64", "")]
    public void What_module_streams_do_to_an_answer_has_its_code(string streams, string installed, string update, string codes)
    {
        CheckAnswer answer = DependencyCase.Parse(
            $"installed {installed}\nupdate {update}\n{streams}\nmodule m:1:1:c a-0:1-2.x86_64\nmodule m:2:1:c a-0:2-1.x86_64\npackage a-1-1.x86_64\npackage a-0:2-1.x86_64\n").Check();
        Assert.That(string.Join(' ', answer.Problems.Select(p => p.Code).Concat(answer.Warnings.Select(w => w.Code))), Is.EqualTo(codes));
    }

    [Test]
    public void With_filelists_a_file_that_nobody_has_is_missing() =>
        Assert.That(DependencyCase.Parse("filelists\ninstalled a-1-1.x86_64\nupdate a-2-1.x86_64\npackage a-1-1.x86_64\npackage a-2-1.x86_64\n  requires /usr/lib/x\n").Check().Result, Is.EqualTo(CheckResult.Impossible));

    [Test]
    public void A_search_that_is_cut_short_says_so_and_never_that_it_is_impossible()
    {
        DependencyCase hard = PigeonHoles(9);
        CheckAnswer answer = (hard with { Options = new() { MaxSteps = 500 } }).Check();
        Assert.That((answer.Result, answer.IsExact, answer.Warnings.Single().Code), Is.EqualTo((CheckResult.Unknown, false, "GE2854")));
    }

    [Test]
    public void Requests_are_read_with_paths_from_their_folder()
    {
        DiagnosticBag diagnostics = [];
        ImmutableArray<CheckRequest> requests = CheckRequestReader.Read(
            ["{\"id\": \"s1\", \"profile\": \"p.txt\", \"repos\": [\"errata\", \"base\"], \"update\": \"u.txt\"}", "", "{\"profile\": \"p\", \"repos\": [], \"update\": \"u\"}"], "folder/r.jsonl", diagnostics);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(requests.Select(r => (r.Id, r.Profile, string.Join(' ', r.Repositories), r.Update)), Is.EqualTo(new[]
        {
            ("s1", "folder/p.txt", "folder/errata folder/base", "folder/u.txt"), ("3", "folder/p", "", "folder/u"),
        }));
    }

    [TestCase("[]", "The line is no JSON object.")]
    [TestCase("{", "The line is no JSON.")]
    [TestCase("{\"profile\": \"p\", \"profile\": \"q\", \"repos\": [], \"update\": \"u\"}", "The line is no JSON.")]
    [TestCase("{\"profile\": \"p\", \"repos\": [1], \"update\": \"u\"}", "The request lacks one of `profile`, `repos` and `update`, or one is of the wrong type.")]
    [TestCase("{\"profile\": \"p\", \"updates\": \"u\"}", "The key `updates` is not known.")]
    public void What_is_no_request_is_refused_at_its_line(string line, string message)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(CheckRequestReader.Read(["", line], "r.jsonl", diagnostics), Is.Empty);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1853", new SourceLocation("r.jsonl", 2, 1))));
        Assert.That(diagnostics.Single().Message, Does.StartWith(message));
    }

    [Test]
    public void A_line_of_an_update_that_is_no_package_is_refused_at_its_place()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "# the update\nbash-0:5.1-1.el9.x86_64\nbash 5.1\n");
            DiagnosticBag diagnostics = [];
            Assert.That(NevraList.ReadUpdate(file, diagnostics), Is.Null);
            Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1854", new SourceLocation(file, 3, 1))));
            File.WriteAllText(file, "# the update\nbash-0:5.1-1.el9.x86_64\n", Encoding.UTF8);
            Assert.That(NevraList.ReadUpdate(file, []), Is.EqualTo((Nevra[])[new("bash", new Evr(0, "5.1", "1.el9"), "x86_64")]));
        }
        finally
        {
            File.Delete(file);
        }
    }

    // One more that needs a place than there are places: nothing is forced, so everything would have to be tried.
    private static DependencyCase PigeonHoles(int holes)
    {
        StringBuilder text = new();
        text.Append("installed ").AppendJoin(' ', Enumerable.Range(0, holes + 1).Select(p => $"bird{p}-1-1.x86_64")).Append('\n');
        text.Append("update ").AppendJoin(' ', Enumerable.Range(0, holes + 1).Select(p => $"bird{p}-2-1.x86_64")).Append('\n');
        for (int bird = 0; bird <= holes; bird++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"package bird{bird}-1-1.x86_64\npackage bird{bird}-2-1.x86_64\n  requires place-of-{bird}\n");
            for (int hole = 0; hole < holes; hole++)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"package hole{hole}-{bird + 1}-1.x86_64\n  provides place-of-{bird}\n");
        }

        return DependencyCase.Parse(text.ToString());
    }
}
