namespace GrifErrata.Advisories.Mails;

/// <summary>What is needed of a mail, decoded.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="From">Address of the sender; empty where there is none.</param>
/// <param name="Sent">The Date header, UTC; null where there is none.</param>
/// <param name="Body">The plain text.</param>
internal sealed record MailText(string Subject, string From, DateTimeOffset? Sent, string Body);
