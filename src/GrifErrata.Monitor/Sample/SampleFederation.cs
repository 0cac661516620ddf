using GrifErrata.Time;

namespace GrifErrata.Monitor.Sample;

/// <summary>The federation of the made-up machines, its days counted from today.</summary>
internal static class SampleFederation
{
    /// <summary>The text of <c>federation.yaml</c>.</summary>
    public static string Text(DateOnly today) => $$"""
        # Made-up sites and machines; the versions are GRIF's of 2010.
        name: GRIF
        contact: security@grif.example.org
        stages: [testbed, production, default]
        os:
          {{SampleVersions.Os}}: { testbed: {{SampleVersions.Newest}}, production: {{SampleVersions.Newest}}, default: {{SampleVersions.Newest}} }
        sites:
          - { name: irfu, hosts: ['*.irfu.example.org'], stage: default, contact: admin@irfu.example.org }
          - { name: lal, hosts: ['*.lal.example.org'], stage: default, contact: admin@lal.example.org }
          - { name: llr, hosts: ['*.llr.example.org'], stage: production, contact: admin@llr.example.org }
          - { name: testbed, hosts: ['*.testbed.example.org'], stage: testbed, contact: security@grif.example.org }
        freezes:
          - { host: ce01.lal.example.org, os: {{SampleVersions.Os}}, version: {{SampleVersions.Glibc}}, kernel: {{SampleVersions.OlderKernel}}, reason: job manager not yet tried with the new Java, owner: ada@lal.example.org, until: {{Day(today, 6)}} }
          - { host: db01.lal.example.org, os: {{SampleVersions.Os}}, version: {{SampleVersions.September}}, kernel: {{SampleVersions.OlderKernel}}, reason: database vendor supports no newer glibc, owner: blaise@lal.example.org, until: {{Day(today, -11)}} }
        kernels:
          - os: {{SampleVersions.Os}}
            kernel: {{SampleVersions.NewestKernel}}
            version: {{SampleVersions.Newest}}
            deadline: {{Day(today, 20)}}
            sites:
              - { site: lal, version: {{SampleVersions.Glibc}}, kernel: {{SampleVersions.OlderKernel}}, done: {{Day(today, -8)}} }
              - { site: llr, version: {{SampleVersions.Glibc}}, kernel: {{SampleVersions.OlderKernel}}, done: {{Day(today, -7)}} }
              - { site: irfu, version: {{SampleVersions.Glibc}}, kernel: {{SampleVersions.OlderKernel}}, date: {{Day(today, -4)}}, owner: emilie@irfu.example.org }
        history:
          - { date: {{Day(today, -40)}}, os: {{SampleVersions.Os}}, stage: default, version: {{SampleVersions.Glibc}} }
          - { date: {{Day(today, -14)}}, os: {{SampleVersions.Os}}, stage: testbed, version: {{SampleVersions.Newest}} }
          - { date: {{Day(today, -12)}}, os: {{SampleVersions.Os}}, stage: production, version: {{SampleVersions.Newest}} }
          - { date: {{Day(today, -10)}}, os: {{SampleVersions.Os}}, stage: default, version: {{SampleVersions.Newest}} }

        """.ReplaceLineEndings("\n");

    private static string Day(DateOnly today, int days) => UtcText.Day(today.AddDays(days));
}
