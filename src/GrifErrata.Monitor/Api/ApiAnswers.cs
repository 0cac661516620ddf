using System.Collections.Immutable;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Api;

/// <summary>How the fleet is.</summary>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Counts">All hosts that the reader sees.</param>
/// <param name="Sites">By site.</param>
/// <param name="Oses">By operating system.</param>
/// <param name="Trend">The last 90 days, oldest first.</param>
public sealed record FleetAnswer(DateTimeOffset Time, CountsRow Counts, ImmutableArray<CountsRow> Sites, ImmutableArray<CountsRow> Oses, ImmutableArray<TrendDay> Trend);

/// <summary>Rows of a list.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="All">How many rows there are.</param>
/// <param name="Rows">Those that were asked for.</param>
public sealed record ListAnswer<T>(DateTimeOffset Time, int All, ImmutableArray<T> Rows);

/// <summary>A host.</summary>
/// <param name="Time">When it was judged, UTC.</param>
/// <param name="Detail">All that is known of it.</param>
/// <param name="Reasons">Why it is as it is, the gravest first.</param>
/// <param name="History">What it had when, newest first.</param>
/// <param name="Packages">What it has.</param>
public sealed record HostAnswer(DateTimeOffset Time, HostDetail Detail, ImmutableArray<HostReason> Reasons, ImmutableArray<HistoryRow> History, ImmutableArray<InstalledRow> Packages);

/// <summary>A package.</summary>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Package">Its name.</param>
/// <param name="Builds">Its builds, the newest first.</param>
/// <param name="Hosts">Who has which.</param>
public sealed record PackageAnswer(DateTimeOffset Time, string Package, ImmutableArray<BuildRow> Builds, ImmutableArray<PackageRow> Hosts);

/// <summary>Advisories and who lacks them.</summary>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Advisories">The advisories of the id, one an OS, or those that name the CVE.</param>
/// <param name="Exposed">Packages of hosts that lack them.</param>
public sealed record ExposureAnswer(DateTimeOffset Time, ImmutableArray<AdvisoryRow> Advisories, ImmutableArray<ExposureRow> Exposed);

/// <summary>Kernels.</summary>
/// <param name="Time">When hosts were judged, UTC.</param>
/// <param name="Plans">Sites in the federation's plans, the overdue first.</param>
/// <param name="Running">Which kernels run.</param>
public sealed record KernelsAnswer(DateTimeOffset Time, ImmutableArray<KernelPlanRow> Plans, ImmutableArray<KernelRow> Running);

/// <summary>Why there is no answer.</summary>
/// <param name="Error">What is wrong.</param>
public sealed record ApiError(string Error);
