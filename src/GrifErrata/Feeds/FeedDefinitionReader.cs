using System.Collections.Immutable;
using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Yaml;

namespace GrifErrata.Feeds;

/// <summary>Reads <c>feeds:</c> of os.yaml.</summary>
internal static class FeedDefinitionReader
{
    private const int MaxDays = 36_500;

    /// <summary>The feeds in the file's order; what is wrong is reported to the mapping's diagnostics.</summary>
    public static ImmutableArray<FeedDefinition> Read(YamlMap os)
    {
        ImmutableArray<FeedDefinition>.Builder feeds = ImmutableArray.CreateBuilder<FeedDefinition>();
        foreach (YamlMap map in os.Maps("feeds"))
        {
            if (ReadFeed(map) is not { } feed) continue;
            if (feeds.FirstOrDefault(f => Overlap(f.Path, feed.Path)) is { } other)
            {
                map.Diagnostics.Add(FeedDiagnostics.Value, map.LocationOf("to"),
                    $"`to` is `{feed.To}`, where the feed of line {other.Location.Line} lies already (`{other.To}`). Give each feed a place of its own.");
                continue;
            }

            feeds.Add(feed);
        }

        return feeds.ToImmutable();
    }

    private static FeedDefinition? ReadFeed(YamlMap map)
    {
        YamlText? url = map.RequiredText("url", "the address of the feed: http, https or file");
        YamlText? to = map.RequiredText("to", "the folder or file below sources/ that the feed is brought to");
        FeedType type = map.Word("type", [("repodata", FeedType.Repodata), ("file", FeedType.File)]) ?? FeedType.Repodata;
        bool filelists = map.Word("filelists", [("true", true), ("false", false)]) ?? false;
        YamlText? key = map.Text("key");
        int? advisories = null, days = null;
        if (map.Map("expect") is { } expect)
        {
            advisories = Number(expect, "advisories", string.Empty, int.MaxValue);
            days = Number(expect, "newest", "d", MaxDays);
            expect.RefuseUnknownKeys();
        }

        map.RefuseUnknownKeys();
        Uri? address = url is null ? null : Address(url, map.Diagnostics);
        if (to is not null && !IsPlace(to.Text))
        {
            Refuse(map.Diagnostics, to, "`to`", "must be a path below sources/, with `/`, of letters, digits, `.`, `_`, `+` and `-`, no part starting with `.`");
            to = null;
        }

        if (key is not null && !IsPlace(key.Text))
            Refuse(map.Diagnostics, key, "`key`", "must be a path below the OS's folder, with `/`, of letters, digits, `.`, `_`, `+` and `-`, no part starting with `.`");
        if (address is null || to is null) return null;
        return new FeedDefinition(address, to.Text, type, map.Location)
        {
            Advisories = advisories,
            NewestDays = days,
            Key = key?.Text,
            Filelists = filelists,
        };
    }

    private static Uri? Address(YamlText url, DiagnosticBag diagnostics)
    {
        bool right = Uri.TryCreate(url.Text, UriKind.Absolute, out Uri? address)
            && address.Scheme is "http" or "https" or "file"
            && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            && (!address.IsFile || (address.Host.Length == 0 && url.Text.StartsWith("file:///", StringComparison.OrdinalIgnoreCase)));
        if (right) return address;
        Refuse(diagnostics, url, "`url`", "must be an address as https://example.org/repository, http://... or file:///..., without user, password and `#`");
        return null;
    }

    private static int? Number(YamlMap map, string key, string unit, int max)
    {
        if (map.Text(key) is not { } text) return null;
        if (text.Text.EndsWith(unit, StringComparison.Ordinal)
            && int.TryParse(text.Text.AsSpan()[..^unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= max) return number;
        Refuse(map.Diagnostics, text, $"`{key}`", unit.Length == 0 ? "must be a whole number" : $"must be a number of days up to {max}, as 40{unit}");
        return null;
    }

    private static void Refuse(DiagnosticBag diagnostics, YamlText text, string what, string rule) =>
        diagnostics.Add(FeedDiagnostics.Value, text.Location, $"{what} is `{text.Text}`; it {rule}.");

    // Also the name of the feed in messages and commands, so without what a shell or a pattern would read.
    internal static bool IsPlace(string path) => path.Split('/').All(part => part.Length is > 0 and < 256 && part[0] is not ('.' or '-')
        && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '+' or '-'));

    private static bool Overlap(string a, string b) =>
        a == b || a.StartsWith(b + "/", StringComparison.Ordinal) || b.StartsWith(a + "/", StringComparison.Ordinal);
}
