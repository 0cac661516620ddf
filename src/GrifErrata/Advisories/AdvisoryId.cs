using System.Globalization;
using System.Text.RegularExpressions;

namespace GrifErrata.Advisories;

/// <summary>
/// An id of the family of Red Hat's: <c>RHSA-2010:0793</c>, <c>RHSA-2010:0793-01</c>, <c>SLSA-2010:0793-1</c>, <c>CESA-2010:0793</c>
/// (CEFS: <c>CESA-2010--0793</c>), <c>RLSA-</c>, <c>ALSA-</c>, <c>ELSA-2010-0793</c>.
/// </summary>
/// <param name="Publisher">Two letters: <c>RH</c>, <c>SL</c>, <c>CE</c>, <c>RL</c>, <c>AL</c> or <c>EL</c> (Oracle).</param>
/// <param name="Kind">The type's letter: <c>S</c> security, <c>B</c> bugfix, <c>E</c> enhancement.</param>
/// <param name="Year">Year.</param>
/// <param name="Number">Number within the year.</param>
/// <param name="Revision">The one or two digits at the end of old ids and of Scientific Linux's, or null: it names no other erratum.</param>
public sealed partial record AdvisoryId(string Publisher, char Kind, int Year, int Number, int? Revision)
{
    private const string Oracle = "EL";

    /// <summary>Reads an id, in upper case as all publishers write it; null for an id of another family.</summary>
    public static AdvisoryId? TryParse(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success) return null;
        string revision = match.Groups["revision"].Value;
        return new AdvisoryId(
            match.Groups["publisher"].Value,
            match.Groups["kind"].Value[0],
            int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            revision.Length == 0 ? null : int.Parse(revision, NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <summary>The type's letter alone, as <see cref="TryParse"/> finds it; null for an id of another family.</summary>
    internal static char? KindOf(string text) => Form().IsMatch(text) ? text[2] : null;

    /// <summary>What names the erratum within its publisher, whatever the separators and the revision: <c>RHSA-2015:1193</c> for
    /// <c>RHSA-2015:1193-00</c>; an id of another family is itself.</summary>
    public static string Canonical(string text) => TryParse(text) is { } id
        ? string.Create(CultureInfo.InvariantCulture, $"{id.Publisher}{id.Kind}A-{id.Year:D4}:{id.Number:D4}") : text;

    /// <summary>
    /// Whether an advisory is the erratum that an id names, be it under another publisher's id: the type's letter, year and number
    /// agree, or a reference of type <c>erratum</c> or <c>self</c> says so outright.
    /// </summary>
    /// <remarks>
    /// Oracle has numbers of its own (2016-3646, 2019-4820), so between Oracle and another publisher a CVE must agree as well.
    /// </remarks>
    /// <param name="wanted">The id, of any publisher.</param>
    /// <param name="advisory">An advisory of a feed.</param>
    /// <param name="wantedCves">CVEs of the wanted erratum, where they are known.</param>
    public static bool Names(string wanted, Advisory advisory, IReadOnlyCollection<string> wantedCves)
    {
        if (wanted == advisory.Id) return true;
        AdvisoryId? id = TryParse(wanted);
        if (advisory.References.Any(r => r.Type is "erratum" or "self" && Says(r.Id, wanted, id))) return true;
        if (id is null || TryParse(advisory.Id) is not { } other || !id.HasSameNumber(other)) return false;
        bool oneIsOracles = id.Publisher == Oracle != (other.Publisher == Oracle);
        return !oneIsOracles || advisory.Cves.Intersect(wantedCves, StringComparer.Ordinal).Any();
    }

    /// <summary>Whether two advisories are one erratum; see <see cref="Names"/>.</summary>
    public static bool AreSame(Advisory left, Advisory right) =>
        Names(left.Id, right, left.Cves) || Names(right.Id, left, right.Cves);

    private static bool Says(string reference, string wanted, AdvisoryId? id) => reference == wanted
        || (id is not null && TryParse(reference) is { } other && other.Publisher == id.Publisher && other.HasSameNumber(id));

    private bool HasSameNumber(AdvisoryId other) => Kind == other.Kind && Year == other.Year && Number == other.Number;

    // CEFS writes the colon as two hyphens, Oracle as one.
    [GeneratedRegex(
        @"\A(?<publisher>RH|SL|CE|RL|AL|EL)(?<kind>[SBE])A-(?<year>[0-9]{4})(?::|--|-)(?<number>[0-9]{1,6})(?:-(?<revision>[0-9]{1,2}))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
