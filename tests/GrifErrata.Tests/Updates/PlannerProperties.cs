using GrifErrata.Dependencies.FixPhase;
using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Manifests;
using GrifErrata.Pan;
using GrifErrata.Rpm;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary>The rules of an update version on random facts.</summary>
public sealed class PlannerProperties
{
    private static readonly string[] Names = ["a", "b", "c++", "kernel", "kernel-devel", "kernel-module-x"];
    private static readonly string[] Arches = ["x86_64", "i386", "noarch"];
    private static readonly string[] Releases = ["1", "1.el5", "1.sl5", "2~rc1", "2^git"];

    private static readonly Gen<string> Nevra =
        from name in Gen.Int[0, Names.Length - 1].Select(i => Names[i])
        from version in Gen.Int[1, 4]
        from release in Gen.Int[0, Releases.Length - 1].Select(i => Releases[i])
        from arch in Gen.Int[0, Arches.Length - 1].Select(i => Arches[i])
        select $"{name}-{version.ToString(CultureInfo.InvariantCulture)}-{release}.{arch}";

    private static readonly Gen<(string Nevra, int Day)[]> Dated = Gen.Select(Nevra, Gen.Int[1, 40]).Array[0, 25];

    private static readonly Gen<Plan> Plans =
        from selection in Gen.Bool.Select(b => b ? Selection.Repository : Selection.Advisories)
        from shipped in Nevra.Array[0, 10]
        from errata in Dated
        from advisories in Gen.Select(Gen.Int[1, 40], Nevra.Array[1, 3]).Array[0, 10]
        from months in Gen.Int[1, 5]
        select Make(selection, shipped, errata, advisories, months);

    private static Plan Make(
        Selection selection, string[] shipped, (string Nevra, int Day)[] errata, (int Day, string[] Nevras)[] advisories, int months)
    {
        Plan plan = new() { Selection = selection };
        plan.Base(shipped);

        // One build has one build time: the first day given to it.
        foreach (IGrouping<string, (string Nevra, int Day)> builds in errata.GroupBy(e => e.Nevra)) plan.Errata(Day(builds.First().Day), builds.Key);
        for (int i = 0; i < advisories.Length; i++) plan.Advisory($"RHSA-2010:{i:D4}", Day(advisories[i].Day), "", advisories[i].Nevras);
        for (int i = 1; i <= months; i++) plan.Monthly(Day(i * 8).Replace("-", "", StringComparison.Ordinal));
        return plan;
    }

    private static string Day(int day) => new DateTime(2010, 10, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Test]
    public void There_is_one_entry_a_name_and_architecture_never_lower_and_never_fewer_than_before() =>
        Plans.Sample(plan =>
        {
            Dictionary<(string, string), Evr> before = [];
            foreach (UpdateVersion version in plan.Versions())
            {
                Dictionary<(string, string), Evr> now = version.Packages.ToDictionary(p => (p.Nevra.Name, p.Nevra.Arch), p => p.Nevra.Evr);
                if (before.Any(b => !now.TryGetValue(b.Key, out Evr evr) || evr.CompareTo(b.Value) < 0)) return false;
                before = now;
            }

            return true;
        });

    [Test]
    public void No_kernel_is_deployed_and_everything_held_is_one() =>
        Plans.Sample(plan => plan.Versions().All(v =>
            v.Packages.All(p => p.Nevra.Name is not ("kernel" or "kernel-devel")) && v.Held.All(p => p.Nevra.Name is "kernel" or "kernel-devel")));

    [Test]
    public void Nothing_is_invented_and_nothing_is_newer_than_the_cutoff_allows() =>
        Plans.Sample(plan =>
        {
            OsErrata facts = plan.Facts();
            return UpdatePlanner.Plan(facts, []).All(v => v.Packages.Concat(v.Held).All(p =>
                facts.Errata.Find(p.Nevra) is { } build && build.BuildTime <= v.Definition.Cutoff));
        });

    [Test]
    public void Every_fix_is_deployed_or_shipped_or_reported() =>
        Plans.Sample(plan =>
        {
            OsErrata facts = plan.Facts();
            return UpdatePlanner.Plan(facts, []).All(v => facts.Advisories.Where(a => a.Date <= v.Definition.Cutoff).All(a =>
                a.Packages.Where(p => !facts.Os.Kernel.Holds(p.Nevra.Name)).All(p =>
                    v.Packages.Any(u => u.Nevra.Name == p.Nevra.Name && u.Nevra.Arch == p.Nevra.Arch && u.Nevra.Evr.CompareTo(p.Nevra.Evr) >= 0)
                    || facts.Base.Newest(p.Nevra.Name, p.Nevra.Arch)?.Nevra.Evr.CompareTo(p.Nevra.Evr) >= 0
                    || v.Missing.Any(m => m.Name == p.Nevra.Name && m.Arch == p.Nevra.Arch && m.Advisory.Id == a.Id)
                    || (facts.Base.Newest(p.Nevra.Name, p.Nevra.Arch) is null && facts.Errata.Newest(p.Nevra.Name, p.Nevra.Arch, v.Definition.Cutoff) is null))));
        });

    [Test]
    public void The_order_of_the_facts_changes_no_byte() =>
        Gen.Select(Plans, Gen.Int).Sample((plan, seed) => Rendered(plan.Facts()).SequenceEqual(Rendered(plan.Facts(new Random(seed)))), iter: 200);

    private static IEnumerable<string> Rendered(OsErrata facts)
    {
        DiagnosticBag diagnostics = [];
        ErrataTemplates templates = ErrataTemplates.Load(null, diagnostics)!;
        ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(facts, diagnostics);
        return versions.SelectMany(v => UpdateRenderer.Render(v, FixPlan.Empty, facts.Os, templates, diagnostics)).Select(f => f.Text);
    }
}
