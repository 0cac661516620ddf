using System.Collections.Immutable;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies.FixPhase;

/// <summary>What known machines need beyond a version and its fix.</summary>
public sealed class NeedsOfMachines
{
    private const string Case = """
        base
        package a-1-1.noarch
        package b-1-1.noarch
        package lib-1-1.noarch
          provides lib.so.1
        package helper-1-1.noarch
          provides lib.so.1
        package tool-1-1.noarch
          requires lib.so.1
        errata
        package a-2-1.noarch
          requires (x unless no)
        package b-2-1.noarch
          requires (y unless no)
        package lib-2-1.noarch
        package helper-2-1.noarch
        package x-1-1.noarch
          requires x-data
        package x-data-1-1.noarch
        package y-1-1.noarch
        machine a-1-1.noarch b-1-1.noarch
        machine a-1-1.noarch
        machine a-1-1.noarch b-1-1.noarch
        machine helper-1-1.noarch tool-1-1.noarch
        """;

    [Test]
    public void Each_broken_package_has_a_block_of_its_own_with_what_cures_it() => Assert.That(Needs(), Does.Contain(
        "a: x-1-1.noarch x-data-1-1.noarch (a-2-1.noarch requires (x unless no)) m0 m1 m2\nb: y-1-1.noarch (b-2-1.noarch requires (y unless no)) m0 m2\n"));

    [Test]
    public void What_nothing_cures_is_told_and_no_build_below_the_version_s_own_is_proposed() => Assert.That(Needs(), Does.Contain("tool:  (tool-1-1.noarch requires lib.so.1) m3\n"));

    private static string Needs()
    {
        FixCase found = FixCase.Parse(Case);
        ImmutableArray<MachineNeed> needs = MachineNeeds.Find(
            found.Table, found.Version, found.Plan, found.Errata.Os, found.Machines.Select((m, i) => ($"m{i}", (IReadOnlyCollection<Nevra>)m)), CancellationToken.None);
        return string.Concat(needs.Select(n => $"{n.When}: {string.Join(' ', n.Add)} ({string.Join("; ", n.Because)}) {string.Join(' ', n.Machines)}\n"));
    }
}
