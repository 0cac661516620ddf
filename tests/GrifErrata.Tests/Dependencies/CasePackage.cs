using System.Globalization;
using GrifErrata.Dependencies;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A package of a case: <c>NEVRA [source file] [built day]</c>, and below it its lists.</summary>
internal sealed class CasePackage(string[] words)
{
    private readonly Dictionary<string, List<string>> _lists = [];

    public Nevra Nevra { get; } = Nevras(words[0]).Single();

    public DateTimeOffset? Built => After("built") is { } day ? Day(day) : null;

    public static IEnumerable<Nevra> Nevras(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => NevraParser.Parse(t, out _) ?? throw new FormatException(t));

    public static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", CultureInfo.InvariantCulture);

    public void Add(string kind, string text)
    {
        if (!_lists.TryGetValue(kind, out List<string>? list)) _lists.Add(kind, list = []);
        list.Add(text);
    }

    public void AddTo(PackageTableBuilder table) =>
        table.Add(Nevra, List("provides"), List("requires"), List("conflicts"), List("obsoletes"), List("file"), After("source"), Built);

    private string? After(string word) => Array.IndexOf(words, word) is >= 0 and int at ? words[at + 1] : null;

    private List<string> List(string kind) => _lists.GetValueOrDefault(kind) ?? [];
}
