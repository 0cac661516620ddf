using System.Collections.Immutable;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Tests.Dependencies.FixPhase;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Updates;

/// <summary><c>fix</c> of an update definition: what a person adds to the <c>-fix</c> template.</summary>
public sealed class FixDefinitions
{
    private const string Draft = "kind: monthly\nstate: draft\nfix:\n";

    [TestCase("  - { add: [a-1-1.x86_64] }", "(4,5): error GE1115: The fix has no `reason`.")]
    [TestCase("  - { add: [a-1-1.x86_64], reason: ' ' }", "(4,5): error GE1115: The fix has no `reason`.")]
    [TestCase("  - { when: [a], unless: [b], reason: r }", "(4,5): error GE1106: The fix does nothing: write `add` (builds that come), `remove` (names that go) or `leave`")]
    [TestCase("  - { add: [a-1.x86_64], reason: r }", "(4,13): error GE1112: `a-1.x86_64` is not a package as `add` needs it. ")]
    [TestCase("  - { add: [a-1-1], reason: r }", "(4,13): error GE1112: `a-1-1` is not a package as `add` needs it. ")]
    [TestCase("  - { add: [b-1-1.noarch, a-1-1.src], reason: r }", "(4,27): error GE1112: `src`: source packages are never deployed.")]
    [TestCase("  - { add: [a-1-1.nosrc], reason: r }", "(4,13): error GE1112: `nosrc`: source packages are never deployed.")]
    [TestCase("  - { when: [\"a'];\"], remove: [b], reason: r }", "(4,14): error GE1112: `a'];` is not a package name as rpm allows it; several that must all be there are written `a && b`.")]
    [TestCase("  - { when: [a && ], remove: [b], reason: r }", "(4,14): error GE1112: `a &&` is not a package name as rpm allows it;")]
    [TestCase("  - { when: [a & b], remove: [b], reason: r }", "(4,14): error GE1112: `a & b` is not a package name as rpm allows it;")]
    [TestCase("  - { unless: [a && b], remove: [b], reason: r }", "(4,16): error GE1112: `a && b` is not a package name as rpm allows it;")]
    [TestCase("  - when: [a]\n    remove: [b, 'c d']\n    reason: r", "(5,17): error GE1112: `c d` is not a package name as rpm allows it;")]
    [TestCase("  - { leave: [''], reason: r }", "(4,15): error GE1112: `` is not a package name as rpm allows it;")]
    [TestCase("  - { remove: [a], reason: r, until: tomorrow }", "(4,31): error GE1105: The key `until` is not known here; known are: add, leave, reason, remove, unless, when.")]
    [TestCase("  - { add: [{ name: a }], reason: r }", "(4,13): error GE1107: `add` must be a text, but here is a mapping.")]
    [TestCase("  - a-1-1.x86_64", "(4,5): error GE1107: ")]
    public void A_mistake_is_reported_at_its_place(string fix, string expected)
    {
        DiagnosticBag diagnostics = [];
        Assert.That(UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(Draft + fix + "\n"), "updates/20260901.yaml", diagnostics), Is.Null);
        Assert.That(string.Join('\n', diagnostics), Does.StartWith("updates/20260901.yaml" + expected));
    }

    [Test]
    public void A_block_says_on_which_machines_what_comes_what_goes_and_what_is_left_alone()
    {
        FixDefinition fix = Read("  - { when: [a && b&&c, d], unless: [e], add: ['f-1:2-3.noarch'], remove: [g], leave: [h], reason: ' because ' }").Single();
        Assert.Multiple(() =>
        {
            Assert.That(fix.When.Select(w => string.Join(' ', w)), Is.EqualTo(new[] { "a b c", "d" }), "all of a, b and c, or d");
            Assert.That((string.Join(' ', fix.Unless), string.Join(' ', fix.Add.Select(a => a.Nevra)), string.Join(' ', fix.Remove), string.Join(' ', fix.Leave)), Is.EqualTo(("e", "f-1:2-3.noarch", "g", "h")));
            Assert.That((fix.Reason, fix.Location), Is.EqualTo(("because", new SourceLocation("updates/20260901.yaml", 4, 5))));
            Assert.That(fix.Add.Single().Location, Is.EqualTo(new SourceLocation("updates/20260901.yaml", 4, 48)));
        });
    }

    [Test]
    public void A_build_that_no_source_has_is_an_error_at_its_place() => Assert.That(
        Findings("  fix:\n    - when: [a]\n      add: [b-1-1.x86_64, b-9-1.x86_64]\n      reason: r"),
        Is.EqualTo("updates/20260901.yaml(5,25): error GE1873: b-9-1.x86_64 is in no source of the OS, so a machine could not get it. Correct the build, or give a source that has it (`sources: other`)."));

    [Test]
    public void A_build_below_the_versions_own_is_a_warning_at_its_place() => Assert.That(
        Findings("  fix:\n    - { add: [a-1-1.x86_64], reason: Lustre }"),
        Is.EqualTo("updates/20260901.yaml(4,13): warning GE2877: a-1-1.x86_64 is older than a-2-1.x86_64, which the version sets: the fix takes a security update back. "
            + "Write the version's own, or leave it so if the reason (Lustre) is worth it."));

    [Test]
    public void The_versions_own_build_and_a_name_that_no_source_has_are_right() => Assert.That(
        Findings("  fix:\n    - { when: [ours], unless: [theirs], add: [a-2-1.x86_64], remove: [gone], leave: [away], reason: r }"), Is.Empty);

    private static ImmutableArray<FixDefinition> Read(string fix)
    {
        DiagnosticBag diagnostics = [];
        UpdateDefinition? update = UpdateDefinitionReader.Read(Encoding.UTF8.GetBytes(Draft + fix + "\n"), "updates/20260901.yaml", diagnostics);
        Assert.That(diagnostics, Is.Empty);
        return update!.Fixes;
    }

    private static string Findings(string yaml) => string.Join('\n', FixCase.Parse($"""
        base
        package a-1-1.x86_64
        package b-1-1.x86_64
        errata
        package a-2-1.x86_64
        yaml
        {yaml}
        """).Plan.Findings.Select(f => f.Descriptor.At(f.Location, f.Text)));
}
