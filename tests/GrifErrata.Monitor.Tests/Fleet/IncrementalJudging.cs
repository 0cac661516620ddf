using CsCheck;
using GrifErrata.Monitor.Fleet;
using GrifErrata.Monitor.Storage;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Tests.Fleet;

public sealed class IncrementalJudging
{
    private const string Glibc6 = "glibc-2.5-49.el5_5.6.x86_64", Glibc7 = "glibc-2.5-49.el5_5.7.x86_64";

    private static Machines Hundred()
    {
        Machines machines = new();
        for (int i = 0; i < 100; i++) machines.Report($"wn{i:D2}.lal.example.org", i % 2 == 0 ? Glibc6 : Glibc7);
        return machines;
    }

    [Test]
    public void One_report_judges_one_host()
    {
        Machines machines = Hundred();
        machines.Snapshot();
        long before = machines.State.Judged;
        FleetSnapshot snapshot = machines.Report("wn00.lal.example.org", Glibc7).Snapshot();
        Assert.That((machines.State.Judged - before, snapshot.Counts.Behind), Is.EqualTo((1, 49)));
    }

    [Test]
    public void A_snapshot_never_changes()
    {
        Machines machines = Hundred();
        FleetSnapshot before = machines.Snapshot();
        FleetSnapshot after = machines.Report("wn00.lal.example.org", Glibc7).Report("wn0a.lal.example.org", Glibc7).Snapshot();
        FleetSnapshot silent = machines.Snapshot("2010-12-20");
        Assert.That((before.Counts.Behind, after.Counts.Behind, silent.Counts.Silent), Is.EqualTo((50, 49, 101)));
        Assert.That((before.Host("wn00.lal.example.org")!.Judgement!.Behind.Length, before.Host("wn0a.lal.example.org"), after.Host("wn0a.lal.example.org")!.Name), Is.EqualTo((1, (FleetHost?)null, "wn0a.lal.example.org")));
        Assert.That(before.Hosts.Concat(after.Hosts).Any(h => h.Verdict.HasFlag(HostVerdict.Silent)), Is.False);
    }

    [Test]
    public void New_expectations_and_a_new_day_judge_all()
    {
        Machines machines = Hundred();
        machines.Snapshot();
        long before = machines.State.Judged;
        machines.Renew().Snapshot();
        machines.Snapshot("2010-12-11");
        Assert.That(machines.State.Judged - before, Is.EqualTo(200));
    }

    [Test]
    public void What_failed_half_way_is_judged_as_a_whole_the_next_time()
    {
        Machines machines = Hundred().Profile("wn99.lal.example.org", "20101125").Profile("never.lal.example.org", "20101125");
        machines.IsAway = true;
        Assert.That(() => machines.Snapshot(), Throws.InstanceOf<StorageException>());
        machines.IsAway = false;
        Assert.That(machines.Snapshot().Hosts, Has.Length.EqualTo(101));

        machines.Renew(e => e with { Federation = null }).IsAway = true;
        Assert.That(() => machines.Snapshot(), Throws.InstanceOf<StorageException>());
        machines.IsAway = false;
        Assert.That(machines.Snapshot().Host("wn00.lal.example.org")!.Verdict.InWords(), Does.StartWith("stranger, not judged"));
    }

    [Test]
    public void Conclusions_that_no_host_has_any_more_are_given_up()
    {
        string unknown = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"p{i}-1-1.x86_64"));
        Machines machines = new Machines().Profile("wn1.lal.example.org", "20101125");
        WeakReference Report(int i) => new(machines.Report("wn1.lal.example.org", $"{unknown} q-1-{i}.x86_64").Snapshot().Hosts.Single().Judgement);
        WeakReference first = Report(0);
        for (int i = 1; i < 40; i++) Report(i);
        GC.Collect();
        Assert.That(first.IsAlive, Is.False);
    }

    [Test]
    public void Equal_sets_share_one_judgement()
    {
        FleetSnapshot snapshot = Hundred().Snapshot();
        Assert.That(snapshot.Hosts.Select(h => h.Judgement).Distinct<GrifErrata.Judgements.Judgement?>(ReferenceEqualityComparer.Instance).Count(), Is.EqualTo(2));
    }

    [Test]
    public void A_forgotten_host_is_gone_unless_a_profile_has_it()
    {
        Machines machines = new Machines().Profile("wn2.lal.example.org", "20101125").Report("wn1.lal.example.org", Glibc7).Report("wn2.lal.example.org", Glibc7);
        FleetSnapshot before = machines.Snapshot();
        machines.State.Update([], ["wn1.lal.example.org", "wn2.lal.example.org"], before.Expectation, before.Time);
        Assert.That(machines.State.Snapshot(before.Expectation, before.Time).Hosts.Select(h => $"{h.Name} {h.Verdict.State()}"), Is.EqualTo(new[] { "wn2.lal.example.org never reported" }));
    }

    [Test]
    public void Whatever_the_order_of_changes_the_result_is_that_of_a_fresh_judging() => Check.Sample(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4]).Array[1, 30],
        steps =>
        {
            Machines stepwise = new(), atOnce = new();
            foreach ((int host, int what) in steps)
            {
                foreach (Machines machines in new[] { stepwise, atOnce })
                {
                    string name = $"wn{host}.lal.example.org";
                    if (what == 0) machines.Profile(name, "20101125", "bash-3.2-24.x86_64");
                    else if (what == 1) machines.Profile(name, "20101022");
                    else machines.Report(name, what == 2 ? Glibc6 : Glibc7, what == 4 ? Machines.OldKernel : Machines.NewKernel);
                }

                stepwise.Snapshot();
            }

            return Text(stepwise.Snapshot()) == Text(atOnce.Snapshot());
        }, iter: 200);

    private static string Text(FleetSnapshot snapshot) => string.Join('\n', snapshot.Hosts.Select(h => $"{h.Name} {h.Version} {h.Verdict.InWords()} {h.BehindSince} {h.Differences.Length} {h.Judgement?.Behind.Length}"));

    [Test]
    public void Counts_groups_and_exposed_advisories_agree_with_the_hosts()
    {
        Machines machines = Hundred().Report("ui1.llr.example.org", "glibc-2.5-49.x86_64");
        FleetSnapshot snapshot = machines.Snapshot();
        Assert.That(snapshot.Counts, Is.EqualTo(new FleetCounts(101, 50, 51, 0, 0, 0, 0, 0, 0, 0, 0, 51)));
        Assert.That(snapshot.Sites.Select(s => $"{s.Name}:{s.Counts.Hosts}"), Is.EqualTo(new[] { "lal:100", "llr:1" }));
        Assert.That(snapshot.Advisories.Select(a => $"{a.Advisory.Id}:{a.Hosts.Length}"), Is.EqualTo(new[] { "RHSA-2010:0793:51", "RHSA-2010:0787:1" }));
        Assert.That(snapshot.Where(h => h.Site == "llr").Advisories.Select(a => $"{a.Advisory.Id}:{a.Hosts.Length}"), Is.EqualTo(new[] { "RHSA-2010:0793:1", "RHSA-2010:0787:1" }));
    }
}
