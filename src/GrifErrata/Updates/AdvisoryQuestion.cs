using System.Collections.Immutable;
using GrifErrata.Advisories;

namespace GrifErrata.Updates;

/// <summary>An advisory about packages of the OS that a person should look at: what its publisher wrote does not decide it.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Advisory">The advisory.</param>
/// <param name="Packages">The packages that it is about, <c>name-version-release.arch</c>, in ordinal order; never empty.</param>
public sealed record AdvisoryQuestion(AdvisoryQuestionKind Kind, Advisory Advisory, ImmutableArray<string> Packages);

/// <summary>Why a person should look at an advisory.</summary>
public enum AdvisoryQuestionKind
{
    /// <summary>Its publisher took it back: it fixes nothing, and the version has its builds or older ones.</summary>
    Retracted,

    /// <summary>It names CVEs but is of another type than security, so it chooses nothing (RHBA-2019:4268 has two CVEs).</summary>
    OtherType,

    /// <summary>Its packages were built for a module that it does not name, so nobody knows for which stream it is a fix (Rocky, peridot #79).</summary>
    NoModule,

    /// <summary>It names a package of the OS only in architectures that the OS cannot install (albs-web-server #456).</summary>
    ForeignArchitecture,

    /// <summary>It has no issued date, so the date of its last update was held against the cutoff (bodhi #718).</summary>
    DatedByUpdate,
}
