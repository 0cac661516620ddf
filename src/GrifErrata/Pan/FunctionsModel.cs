namespace GrifErrata.Pan;

/// <summary>What the template of the functions sees that tables of packages call.</summary>
/// <param name="LocksUnversioned">Whether an OS with a table has yum or dnf, whose profiles name packages without a version.</param>
public sealed record FunctionsModel(bool LocksUnversioned);
