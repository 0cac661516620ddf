namespace GrifErrata.Monitor.Collector;

/// <summary>Knows to which site a host belongs before it reports: who has another site's token cannot take its names.</summary>
internal interface IExpectedSites
{
    /// <summary>The site under its own name in the settings; null where nothing says it, or the settings do not know it.</summary>
    /// <param name="host">Full name in lower case.</param>
    string? Of(string host);
}
