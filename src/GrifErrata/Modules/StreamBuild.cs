using GrifErrata.Advisories;

namespace GrifErrata.Modules;

/// <summary>A stream as dnf makes it active: one context of it, in all its versions.</summary>
/// <param name="Name">Module.</param>
/// <param name="Stream">Stream, as text.</param>
/// <param name="Context">Context.</param>
internal readonly record struct StreamBuild(string Name, string Stream, string Context)
{
    public static StreamBuild Of(ModuleStream stream) => new(stream.Name, stream.Stream, stream.Context);
}
