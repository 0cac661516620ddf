using GrifErrata.Diagnostics;
using GrifErrata.Federation;
using GrifErrata.RepositorySnapshots;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>Which snapshots stay.</summary>
public sealed class Retention
{
    private static readonly DateOnly Today = new(2025, 9, 1);
    private static readonly string[] All = ["20240101", "20240201", "20240301", "20240401", "20240501", "20240601", "20240701", "20240801", "20250801"];

    [Test]
    public void Without_a_federation_the_newest_and_the_young_stay()
    {
        Assert.That(Kept(new(1, 0), null), Is.EqualTo(["20250801: it is the newest"]));
        Assert.That(Kept(new(2, 0), null), Is.EqualTo(["20240801: it is one of the newest 2", "20250801: it is one of the newest 2"]));
        Assert.That(Kept(new(1, 396), null), Is.EqualTo(["20240801: it is not older than 396 days", "20250801: it is the newest"]));
    }

    [Test]
    public void What_a_stage_site_freeze_or_kernel_plan_names_stays_however_old_it_is()
    {
        Assert.That(Kept(new(1, 0), """
            name: test
            contact: a@example.org
            stages: [testbed, default]
            os:
              el9: { testbed: 20250801, default: 20240701 }
              el8: { testbed: 20240101, default: 20240101 }
            sites:
              - { name: lal, hosts: ['*.lal.example.org'], stage: default }
              - { name: irfu, hosts: ['*.irfu.example.org'], stage: default, stay: { el9: 20240201 } }
            freezes:
              - { host: wn1.lal.example.org, os: el9, version: 20240301, reason: Lustre, owner: a@example.org, until: 2024-04-01 }
              - { site: lal, os: el9, version: 20240401, reason: Lustre, owner: a@example.org, until: 2025-12-01 }
            kernels:
              - os: el9
                kernel: 5-2
                version: 20240701
                sites: [{ site: irfu, version: 20240501, kernel: 5-1, done: 2025-01-01 }]
            """), Is.EqualTo(
        [
            "20240201: irfu stays on it", "20240301: wn1.lal.example.org is frozen on it", "20240401: lal is frozen on it",
            "20240501: a kernel plan names it for irfu", "20240701: stage default has it", "20250801: stage testbed has it",
        ]));
    }

    [Test]
    public void What_a_site_that_lags_behind_has_now_and_gets_later_stays()
    {
        Assert.That(Kept(new(1, 0), """
            name: test
            contact: a@example.org
            stages: [default]
            os: { el9: { default: 20250801 } }
            sites: [{ name: lal, hosts: ['*.lal.example.org'], stage: default, lag: { el9: 30 } }]
            history:
              - { date: 2025-05-01, os: el9, stage: default, version: 20240601 }
              - { date: 2025-07-01, os: el9, stage: default, version: 20240701 }
              - { date: 2025-08-20, os: el9, stage: default, version: 20240801 }
              - { date: 2025-08-30, os: el9, stage: default, version: 20250801 }
            """), Is.EqualTo(["20240701: lal has it", "20240801: lal gets it 30 days after its stage", "20250801: stage default has it"]));
    }

    private static IEnumerable<string> Kept(SnapshotRetention retention, string? yaml)
    {
        DiagnosticBag diagnostics = [];
        FederationDefinition? federation = yaml is null ? null : FederationReader.Read(System.Text.Encoding.UTF8.GetBytes(yaml), "federation.yaml", diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return retention.Judge(All.Reverse(), "el9", federation, Today).Where(v => v.Kept is not null).Select(v => $"{v.Version}: {v.Kept}");
    }
}
