using GrifErrata.Diagnostics;

namespace GrifErrata.Advisories;

/// <summary>Takes a date of a feed, or says what is wrong with it.</summary>
internal static class FeedDate
{
    private const int FirstYear = 1995;

    /// <summary>The date, or null where there is none or none that can be read.</summary>
    /// <param name="text">As written; blank is the same as missing.</param>
    /// <param name="what">Which date it is, for the message: <c>issued</c>.</param>
    /// <param name="feedRevision">When the feed itself was made, or null.</param>
    /// <param name="wrong">What is wrong, or null; the message goes on after "Advisory ID ".</param>
    public static DateTimeOffset? Read(string text, string what, DateTimeOffset? feedRevision, out (DiagnosticDescriptor Descriptor, string Message)? wrong)
    {
        wrong = null;
        if (string.IsNullOrWhiteSpace(text)) return null;
        string shown = text.Length <= 40 ? text : text[..40];
        if (!AdvisoryDate.TryParse(text, out DateTimeOffset date))
        {
            wrong = (AdvisoryDiagnostics.UnreadableDate,
                $"has the {what} date '{shown}', which is not of a form like 2010-10-28 or 2010-10-28 20:00:00. It counts as undated and is "
                + "not chosen by date; correct the date, or name the advisory by its id.");
            return null;
        }

        string? why = date.Year < FirstYear ? "before there were errata (1995)" : date > feedRevision ? "after the feed itself was made" : null;
        if (why is not null)
            wrong = (AdvisoryDiagnostics.UnlikelyDate, $"has the {what} date '{shown}', which is {why}. Check it before a cutoff decides by it.");
        return date;
    }
}
