using GrifErrata.Diagnostics;
using GrifErrata.Profiles;
using GrifErrata.Tests.Federation;

namespace GrifErrata.Tests.Profiles;

/// <summary>Hosts of a federation that match no machine.</summary>
public sealed class HostsOfTheFederation
{
    private const string Yaml = """
        name: GRIF
        sites:
          - name: lal
            hosts: ['*.lal.example.org', '*.lal.exmaple.org', '*.lal.exmaple.org',
                    gate.example.org]
          - { name: llr, hosts: [gone.example.org] }
        freezes:
          - { host: wn1.lal.example.org, os: el5, version: 20101022, reason: r, owner: o, until: 2010-12-31 }
          - { host: wn9.lal.example.org, os: el5, version: 20101022, reason: r, owner: o, until: 2010-12-31 }
          - { host: gone.example.org, os: el5, version: 20101022, reason: r, owner: o, until: 2010-12-31 }
          - { site: llr, os: el5, version: 20101022, reason: r, owner: o, until: 2010-12-31 }

        """;

    [Test]
    public void Each_pattern_and_frozen_host_that_matches_no_machine_is_warned_of_once_at_its_place() => Assert.That(
        Check("wn1.lal.example.org", "gate.example.org"), Is.EqualTo(
            "federation.yaml(4,34): warning GE2721: `*.lal.exmaple.org` of the site lal matches no machine of the profiles (2). Correct it, or take it out if these machines are gone.\n"
            + "federation.yaml(6,26): warning GE2721: `gone.example.org` of the site llr matches no machine of the profiles (2). Correct it, or take it out if these machines are gone.\n"
            + "federation.yaml(9,5): warning GE2721: wn9.lal.example.org is frozen and is no machine of the profiles (2). Correct the name, or take the freeze out if the machine is gone."));

    [Test]
    public void Where_every_name_has_a_machine_nothing_is_said() =>
        Assert.That(Check("wn1.lal.example.org", "wn9.lal.example.org", "a.lal.exmaple.org", "gate.example.org", "gone.example.org"), Is.Empty);

    private static string Check(params string[] hosts)
    {
        DiagnosticBag diagnostics = [];
        HostCoverage.Check(FederationFixture.Read(Yaml), [.. hosts.Select(h => new Machine { Host = h })], diagnostics);
        return string.Join('\n', diagnostics);
    }
}
