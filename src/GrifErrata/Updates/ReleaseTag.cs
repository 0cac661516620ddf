using System.Globalization;
using System.Text.RegularExpressions;

namespace GrifErrata.Updates;

/// <summary>The part of an RPM's release that says for which release of a distribution it was built: <c>el5_5</c>, <c>sl5</c>, <c>el8</c>, <c>fc12</c>.</summary>
internal static partial class ReleaseTag
{
    /// <summary>The major number of the tag, <c>5</c> for <c>49.el5_5.7</c> and for <c>43.sl5.3</c>; null where there is no tag.</summary>
    public static int? Major(string release)
    {
        Match match = Tag().Match(release);
        return match.Success ? int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex("(?:^|[.+_-])(?:el|sl|fc|rhel)(?<major>[0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
