using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace GrifErrata.Monitor.Pages;

/// <summary>A text in a chart. A component of its own because Razor takes <c>text</c> for a tag of its own.</summary>
public sealed class ChartText : ComponentBase
{
    /// <summary>Class.</summary>
    [Parameter, EditorRequired]
    public string Class { get; set; } = string.Empty;

    /// <summary>Where it stands, from the left.</summary>
    [Parameter, EditorRequired]
    public string X { get; set; } = string.Empty;

    /// <summary>Where its middle stands, from the top.</summary>
    [Parameter, EditorRequired]
    public string Y { get; set; } = string.Empty;

    /// <summary>Whether it ends there and does not begin.</summary>
    [Parameter]
    public bool IsEnd { get; set; }

    /// <summary>The text.</summary>
    [Parameter, EditorRequired]
    public string Value { get; set; } = string.Empty;

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "class", Class);
        builder.AddAttribute(2, "x", X);
        builder.AddAttribute(3, "y", Y);
        builder.AddAttribute(4, "dominant-baseline", "middle");
        if (IsEnd) builder.AddAttribute(5, "text-anchor", "end");
        builder.AddContent(6, Value);
        builder.CloseElement();
    }
}
