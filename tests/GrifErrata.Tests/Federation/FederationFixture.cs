using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Updates;

namespace GrifErrata.Tests.Federation;

/// <summary>Federations written as YAML.</summary>
internal static class FederationFixture
{
    public const string Two = """
        name: GRIF
        contact: security@grif.example.org
        stages: [testbed, production, default]
        os:
          el5: { testbed: 20101125, production: 20101028, default: 20101022 }
        sites:
          - { name: lal, hosts: ['*.lal.example.org'], contact: admin@lal.example.org }
          - { name: llr, hosts: ['*.llr.example.org'], stage: production }

        """;

    public static FederationDefinition Read(string yaml)
    {
        DiagnosticBag diagnostics = [];
        FederationDefinition? federation = FederationReader.Read(Encoding.UTF8.GetBytes(yaml), "federation.yaml", diagnostics);
        Assert.That(diagnostics, Is.Empty, string.Join('\n', diagnostics));
        return federation!;
    }

    /// <summary>What <see cref="FederationCheck"/> prints, for an OS <c>el5</c> with a version of each state.</summary>
    public static string Check(string yaml, string today = "2010-12-01")
    {
        DiagnosticBag diagnostics = [];
        UpdateDefinition[] versions =
        [
            Version("20101022", UpdateState.Released), Version("20101028", UpdateState.Released), Version("20101125", UpdateState.Draft),
            Version("20101101", UpdateState.Withdrawn), Version("20101102", UpdateState.Withdrawn, "20101028"), Version("20101103", UpdateState.Withdrawn, "20101102"),
        ];
        FederationCheck.Check(Read(yaml), new Dictionary<string, IReadOnlyList<UpdateDefinition>> { ["el5"] = versions }, Day(today), diagnostics);
        return string.Join('\n', diagnostics);
    }

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static UpdateDefinition Version(string name, UpdateState state, string? replacedBy = null) => new()
    {
        Version = name, ReplacedBy = replacedBy, Kind = UpdateKind.Monthly, State = state, Cutoff = DateTimeOffset.UnixEpoch,
    };
}
