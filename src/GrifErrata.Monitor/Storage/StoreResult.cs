namespace GrifErrata.Monitor.Storage;

/// <summary>What became of a report.</summary>
/// <param name="Outcome">Stored, and how; or why not.</param>
/// <param name="Error">What is wrong and what to do, for the log; null where the report was stored.</param>
public sealed record StoreResult(StoreOutcome Outcome, string? Error = null)
{
    /// <summary>Whether it was stored, and survives a crash of the process and of the machine.</summary>
    public bool Stored => Outcome is StoreOutcome.First or StoreOutcome.Changed or StoreOutcome.Unchanged;
}

/// <summary>What became of a report.</summary>
public enum StoreOutcome
{
    /// <summary>Stored: the host's first.</summary>
    First,

    /// <summary>Stored: other packages or another kernel than before.</summary>
    Changed,

    /// <summary>Stored: packages and kernel as before.</summary>
    Unchanged,

    /// <summary>Not stored: the host is of another site, which reported it first (403).</summary>
    OfOtherSite,

    /// <summary>Not stored: too many reports wait (503, try again).</summary>
    Busy,

    /// <summary>Not stored: the database failed (503, try again).</summary>
    Failed,
}
