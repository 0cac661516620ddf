using System.Collections.Immutable;

namespace GrifErrata.Dependencies;

/// <summary>One question to a check.</summary>
/// <param name="Id">Any text; it stands in the answer.</param>
/// <param name="Profile">File of the machine's packages.</param>
/// <param name="Repositories">Folders with repodata or of RPM files, the preferred first.</param>
/// <param name="Update">File of the update's packages.</param>
/// <param name="Line">Line of the request, 1 and up.</param>
public sealed record CheckRequest(string Id, string Profile, ImmutableArray<string> Repositories, string Update, int Line);
