using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace GrifErrata.Monitor.Tables;

/// <summary>What a reader asked of a table in the address of its page. The table's parameters start with its name and a full stop, those of a page's
/// first table do not; the others belong to other tables and stay in links.</summary>
public sealed class TableQuery
{
    private const int MostValues = 20;
    private const int LongestValue = 200;
    private readonly string _path;
    private readonly string _prefix;
    private readonly ImmutableArray<KeyValuePair<string, string>> _all;

    private TableQuery(string path, string prefix, IEnumerable<KeyValuePair<string, StringValues>> query)
    {
        (_path, _prefix) = (path, prefix);
        _all =
        [
            .. query.SelectMany(p => p.Value.OfType<string>().Select(v => KeyValuePair.Create(p.Key, v)))
                .Where(p => p.Key is not ("format" or "table") && p.Value.Length is > 0 and <= LongestValue && p.Key.Length <= LongestValue).Take(2 * MostValues),
        ];
        Find = Values("find").FirstOrDefault()?.Trim() ?? string.Empty;
        Sort = Values("sort").FirstOrDefault() ?? string.Empty;
        Page = Values("page").FirstOrDefault() is { } page && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : 1;
    }

    /// <summary>The text that one of a row's values must contain, whatever the case; empty for any.</summary>
    public string Find { get; }

    /// <summary>Key of the column that orders, with a hyphen before it for downwards; empty for the table's own order.</summary>
    public string Sort { get; }

    /// <summary>Number of the page, 1 or more.</summary>
    public int Page { get; }

    /// <summary>The page's address without parameters.</summary>
    public string Path => _path;

    /// <summary>Reads it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="table">The table's name; empty for the first of a page.</param>
    public static TableQuery Of(HttpRequest request, string table = "") =>
        new(request.PathBase.Add(request.Path).ToUriComponent(), table.Length == 0 ? string.Empty : table + ".", request.Query);

    /// <summary>The name of one of the table's parameters.</summary>
    public string Parameter(string key) => _prefix + key;

    /// <summary>The values that a column must have one of; none for any.</summary>
    public ImmutableArray<string> Values(string key) => [.. _all.Where(p => p.Key == _prefix + key).Select(p => p.Value).Take(MostValues)];

    /// <summary>The values that a column must have one of: each as written, and its parts between bars (<c>behind|silent</c>); none for any.</summary>
    public ImmutableArray<string> Wanted(string key) => [.. Values(key).SelectMany(v => v.Split('|').Append(v)).Distinct(StringComparer.Ordinal)];

    /// <summary>All parameters but some of the table's: what a form must carry along.</summary>
    public IEnumerable<KeyValuePair<string, string>> Except(IReadOnlyCollection<string> keys) => _all.Where(p => !IsOwn(p.Key, keys));

    /// <summary>The page's address with one of the table's parameters changed, from the first page on; null removes it.</summary>
    public string With(string key, string? value) => Address(Except([key, "page"]), value is null ? [] : [KeyValuePair.Create(_prefix + key, value)]);

    /// <summary>The address of the same rows in another format: <c>csv</c> or <c>json</c>.</summary>
    public string As(string format)
    {
        KeyValuePair<string, string> form = KeyValuePair.Create("format", format);
        return Address(Except(["page"]), _prefix.Length == 0 ? [form] : [form, KeyValuePair.Create("table", _prefix.TrimEnd('.'))]);
    }

    private bool IsOwn(string name, IReadOnlyCollection<string> keys) => name.StartsWith(_prefix, StringComparison.Ordinal) && keys.Contains(name[_prefix.Length..]);

    private string Address(IEnumerable<KeyValuePair<string, string>> kept, IEnumerable<KeyValuePair<string, string>> added)
    {
        string query = string.Join('&', kept.Concat(added).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        return query.Length == 0 ? _path : $"{_path}?{query}";
    }
}
