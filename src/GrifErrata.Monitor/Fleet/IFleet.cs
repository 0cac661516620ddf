namespace GrifErrata.Monitor.Fleet;

/// <summary>Gives the judged hosts as they are now.</summary>
public interface IFleet
{
    /// <summary>The last snapshot; a report that this collector answered before is in it, one of another at most two seconds later.</summary>
    FleetSnapshot Current { get; }
}
