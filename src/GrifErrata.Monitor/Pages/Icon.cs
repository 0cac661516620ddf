namespace GrifErrata.Monitor.Pages;

/// <summary>The picture in a browser's tab.</summary>
internal static class Icon
{
    public const string Svg = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d4ed8"/><path d="M4 8.5l3 3 5-7" fill="none" stroke="#fff" stroke-width="2"/></svg>""";
}
