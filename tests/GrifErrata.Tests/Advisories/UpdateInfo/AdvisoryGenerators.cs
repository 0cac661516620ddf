using System.Collections.Immutable;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>Random advisories as updateinfo.xml can hold them.</summary>
internal static class AdvisoryGenerators
{
    private static readonly Gen<string> Text = Gen.OneOf(
            "a", "Z", " ", "\t", "\n", "\r", "\r\n", "&", "<", ">", "\"", "'", "&amp;", "]]>", "<![CDATA[", "<!--", "\u00E9", "\u2028", "\U0001F426", "\uFFFD", "\u0085", "%", "{")
        .Array[0, 8].Select(string.Concat);

    // The text of an element begins and ends without blanks.
    private static readonly Gen<string> Trimmed = Text.Select(t => t.Trim(' ', '\t', '\r', '\n'));

    private static readonly Gen<string> Id = Gen.Select(Trimmed, Gen.Int[0, 9999]).Select((text, number) => $"{text}ADV-2031:{number}");

    private static readonly Gen<DateTimeOffset?> Date = Gen.OneOf(
        Gen.Const((DateTimeOffset?)null), Gen.Int[800_000_000, 2_000_000_000].Select(s => (DateTimeOffset?)DateTimeOffset.FromUnixTimeSeconds(s)));

    private static readonly Gen<AdvisoryReference> Reference =
        Gen.Select(Gen.OneOf("cve", "bugzilla", "self", "erratum", ""), Text, Text, Text).Select((type, id, href, title) => new AdvisoryReference(type, id, href, title));

    private static readonly Gen<ModuleStream> Module =
        Gen.Select(Gen.OneOf("heron", "perl-DBI", ""), Gen.OneOf("4", "2.10", "rhel8"), Gen.OneOf("8100020310203120000", ""), Text, Gen.OneOf("x86_64", ""))
            .Select((name, stream, version, context, arch) => new ModuleStream(name, stream, version, context, arch));

    private static readonly Gen<ImmutableArray<ModuleStream>> Modules = Gen.OneOf(
        Gen.Const(ImmutableArray<ModuleStream>.Empty), Module.Array[1, 2].Select(m => m.ToImmutableArray()));

    private static readonly Gen<Nevra> Nevra = Gen.Select(RpmGenerators.Name, RpmGenerators.Evr, RpmGenerators.Arch)
        .Select((name, evr, arch) => new Nevra(name, evr, arch));

    private static readonly Gen<AdvisoryPackage> Package = Gen.Select(Nevra, Modules, Gen.Int[0, 7])
        .Select((nevra, modules, flags) => new AdvisoryPackage(nevra, modules, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0));

    private static readonly Gen<(AdvisorySeverity, string)> Severity = Gen.OneOf(
        Gen.Const((AdvisorySeverity.Unknown, "")), Gen.Const((AdvisorySeverity.Unknown, "None")), Gen.Const((AdvisorySeverity.Low, "low")),
        Gen.Const((AdvisorySeverity.Moderate, "medium")), Gen.Const((AdvisorySeverity.Important, "IMPORTANT")), Gen.Const((AdvisorySeverity.Critical, "Critical")));

    /// <summary>Advisories with odd texts, modules, flags, unknown epochs, and each optional field there or not.</summary>
    public static Gen<Advisory> Advisory { get; } = Gen.Select(
        Gen.Select(Id, Text, Text, Trimmed), Gen.Select(Gen.Enum<AdvisoryType>(), Severity, Gen.OneOf("", "final", "stable", "retracted")), Gen.Select(Date, Date),
        Reference.Array[0, 4], Package.Array[0, 6], Gen.Int[0, 7]).Select((texts, words, dates, references, packages, flags) => new Advisory
        {
            Id = texts.Item1,
            Format = "updateinfo.xml",
            Publisher = texts.Item2,
            Version = texts.Item3,
            Title = texts.Item4,
            Type = words.Item1,
            Severity = words.Item2.Item1,
            SeverityText = words.Item2.Item2,
            Status = words.Item3,
            Issued = dates.Item1,
            Updated = dates.Item2,
            References = [.. references],
            Packages = [.. packages],
            RebootSuggested = (flags & 1) != 0,
            RestartSuggested = (flags & 2) != 0,
            ReloginSuggested = (flags & 4) != 0,
        });
}
