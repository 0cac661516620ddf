using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrifErrata.Dependencies.FixPhase;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>Metadata that nobody would write, or only to do harm: the plan ends, and soon.</summary>
public sealed class HostileFixes
{
    // A minute stands for "ends": what was measured is a few seconds.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Test]
    public void A_circle_of_10_000_raised_packages_ends()
    {
        StringBuilder text = new("base\n");
        Circle(1);
        text.Append("errata\n");
        Circle(2);
        FixCase found = Timed(text.ToString());
        Assert.That(found.Plan.Blocks.Where(b => b.Rule == FixRule.Requirement), Is.Empty, "each finds the next, which it had before");

        void Circle(int version)
        {
            for (int i = 0; i < 10_000; i++)
                text.Append(CultureInfo.InvariantCulture, $"package p{i}-{version}-1.noarch\n  requires p{(i + 1) % 10_000}\n");
        }
    }

    [Test]
    public void A_chain_of_new_requirements_is_cut()
    {
        StringBuilder text = new("base\npackage a-1-1.noarch\nerrata\npackage a-2-1.noarch\n  requires n0\n");
        for (int i = 0; i < 5_000; i++) text.Append(CultureInfo.InvariantCulture, $"package n{i}-1-1.noarch\n  requires n{i + 1}\n");
        Assert.That(Timed(text.ToString()).Plan.Findings, Is.Not.Empty, "what is not brought is told");
    }

    [Test]
    public void A_thousand_ways_to_meet_one_requirement_are_one_block()
    {
        StringBuilder text = new("base\npackage a-1-1.noarch\nerrata\npackage a-2-1.noarch\n  requires cap\n");
        for (int i = 0; i < 1_000; i++) text.Append(CultureInfo.InvariantCulture, $"package w{i}-1-1.noarch\n  provides cap\n");
        Assert.That(Timed(text.ToString()).Plan.Blocks, Has.Length.EqualTo(1));
    }

    [Test]
    public void Packages_that_all_obsolete_each_other_end()
    {
        StringBuilder text = new("base\n");
        for (int i = 0; i < 200; i++) text.Append(CultureInfo.InvariantCulture, $"package p{i}-1-1.noarch\n");
        text.Append("errata\n");
        for (int i = 0; i < 200; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"package p{i}-2-1.noarch\n");
            for (int j = 0; j < 200; j++) text.Append(CultureInfo.InvariantCulture, $"  obsoletes p{j}\n");
        }

        Timed(text.ToString());
    }

    private static FixCase Timed(string text)
    {
        Stopwatch watch = Stopwatch.StartNew();
        FixCase found = FixCase.Parse(text);
        Assert.That(watch.Elapsed, Is.LessThan(Soon));
        return found;
    }
}
