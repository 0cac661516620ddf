namespace GrifErrata.Advisories;

/// <summary>A module stream of a modular repository (el8).</summary>
/// <param name="Name">Module name.</param>
/// <param name="Stream">Stream, always text: <c>2.10</c> is not <c>2.1</c>.</param>
/// <param name="Version">Version, 14 to 19 digits.</param>
/// <param name="Context">Context.</param>
/// <param name="Arch">Architecture.</param>
public sealed record ModuleStream(string Name, string Stream, string Version, string Context, string Arch);
