using System.Collections.Immutable;
using GrifErrata.Monitor.Tables;
using GrifErrata.Monitor.Views;

namespace GrifErrata.Monitor.Pages;

/// <summary>What a page shows.</summary>
public sealed record PageModel
{
    /// <summary>Its title and heading.</summary>
    public required string Title { get; init; }

    /// <summary>Address of the page in the navigation to which it belongs; empty for none.</summary>
    public string Current { get; init; } = string.Empty;

    /// <summary>Sentences under the heading.</summary>
    public ImmutableArray<string> Lead { get; init; } = [];

    /// <summary>How many hosts have which verdict, each with the list of them; none where the page does not count.</summary>
    public ImmutableArray<Tile> Tiles { get; init; } = [];

    /// <summary>What needs somebody now, or why a host is as it is; none where nothing is said.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>Facts.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>The trend, oldest day first; none where the page does not show it.</summary>
    public ImmutableArray<TrendDay>? Trend { get; init; }

    /// <summary>The tables, each with its heading.</summary>
    public ImmutableArray<Section> Sections { get; init; } = [];

    /// <summary>Where any package can be looked up: whether the page has the form for it.</summary>
    public bool HasPackageForm { get; init; }
}

/// <summary>A number with the list of what it counts.</summary>
/// <param name="Count">The number.</param>
/// <param name="Word">What is counted.</param>
/// <param name="Address">The list.</param>
/// <param name="Tone"><c>look</c>, <c>fine</c> or empty.</param>
public sealed record Tile(int Count, string Word, string Address, string Tone);

/// <summary>Something that is said with a word before it.</summary>
/// <param name="Word">The word.</param>
/// <param name="Text">What is said.</param>
/// <param name="Tone"><c>look</c>, <c>fine</c> or empty.</param>
/// <param name="Links">Pages that tell more.</param>
public sealed record Notice(string Word, string Text, string Tone, ImmutableArray<TableLink> Links = default)
{
    /// <summary>Pages that tell more; never default.</summary>
    public ImmutableArray<TableLink> Links { get; init; } = Links.IsDefault ? [] : Links;
}

/// <summary>A fact.</summary>
/// <param name="Term">What it is about.</param>
/// <param name="Values">One or several values.</param>
public sealed record Fact(string Term, ImmutableArray<TableLink> Values)
{
    /// <summary>A fact of one text; the text is of others.</summary>
    public Fact(string term, string? text, string? address = null)
        : this(term, [new TableLink(ShownText.Of(text is { Length: > 0 } ? text : "not known", LongestText), address)])
    {
    }

    private const int LongestText = 400;
}

/// <summary>A table with its heading.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Table">The table.</param>
/// <param name="IsFolded">Whether a reader opens it.</param>
public sealed record Section(string Heading, TableView Table, bool IsFolded = false);
