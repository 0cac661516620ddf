using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Yaml;

namespace GrifErrata.Tests.Yaml;

public sealed partial class YamlEdits
{
    private const string Federation = """
        # The federation
        name: GRIF   # ours
        os:
          sl5.5-x86_64:    # old
            testbed: '20101028'
            default: 20101022
        freezes:
          # the Lustre machine
          - { host: wn1, os: a }   # ask Jane
          - host: wn2
            # why
            os: b
        sites:
          - { name: lal, stay: { a: 1 } }
        # the end

        """;

    [Test]
    public void Five_hundred_random_edits_keep_every_comment_and_every_untouched_line_byte_for_byte()
    {
        int edits = 0;
        Gen.ULong.Sample(seed =>
        {
            YamlEditGenerator random = new(seed);
            string before = random.File();
            for (int i = 0; i < 4; i++)
            {
                before = Edit(random, before);
                Interlocked.Increment(ref edits);
            }
        }, iter: 1000, threads: 1);
        Assert.That(edits, Is.GreaterThanOrEqualTo(500));
    }

    [Test]
    public void A_text_is_set_in_its_own_quotes()
    {
        Assert.That(After(e => e.Set(YamlEditValue.Of("20101125"), "os", "sl5.5-x86_64", "testbed")), Is.EqualTo(Federation.Replace("'20101028'", "'20101125'", StringComparison.Ordinal)));
    }

    [Test]
    public void A_key_is_added_after_the_last_and_its_mappings_with_it()
    {
        Assert.That(After(e => e.Set(YamlEditValue.Of("20101125"), "os", "sl6", "testbed")),
            Is.EqualTo(Federation.Replace("default: 20101022\n", "default: 20101022\n  sl6:\n    testbed: 20101125\n", StringComparison.Ordinal)));
    }

    [Test]
    public void A_new_section_comes_at_the_end_of_the_file()
    {
        Assert.That(After(e => e.Append(YamlEditValue.Of(("date", "2010-11-26"), ("os", "a")), "history")),
            Is.EqualTo(Federation + "history:\n  - { date: 2010-11-26, os: a }\n"));
    }

    [Test]
    public void An_item_goes_with_its_lines_and_its_comments_stay()
    {
        Assert.That(After(e => e.Remove("freezes", 1)), Is.EqualTo(Federation.Replace("  - host: wn2\n    # why\n    os: b\n", "    # why\n", StringComparison.Ordinal)));
        Assert.That(After(e => e.Remove("freezes", 0)), Is.EqualTo(Federation.Replace("  - { host: wn1, os: a }   # ask Jane\n", "  # ask Jane\n", StringComparison.Ordinal)));
    }

    [Test]
    public void A_list_that_loses_its_last_item_is_an_empty_list_and_can_be_filled_again()
    {
        string empty = After(e => e.Remove("sites", 0));
        Assert.That(empty, Does.Contain("\nsites: []\n# the end"));
        YamlEdit edit = new(empty, "x.yaml", []);
        Assert.That(edit.Append(YamlEditValue.Of(("name", "irfu")), "sites"), Is.True);
        Assert.That(edit.Text, Does.Contain("\nsites:\n  - { name: irfu }\n# the end"));
    }

    [Test]
    public void Brackets_gain_and_lose_keys_in_their_line()
    {
        Assert.That(After(e => e.Set(YamlEditValue.Of("x, y"), "sites", 0, "contact")), Does.Contain("  - { name: lal, stay: { a: 1 }, contact: 'x, y' }\n"));
        Assert.That(After(e => e.Remove("sites", 0, "stay", "a")), Does.Contain("  - { name: lal, stay: {} }\n"));
        Assert.That(After(e => e.Remove("sites", 0, "stay")), Does.Contain("  - { name: lal }\n"));
    }

    [Test]
    public void What_cannot_be_changed_alone_is_refused_at_its_place_and_nothing_changes()
    {
        const string Text = "a: 1\nb: |  # kept\n  lines\n";
        DiagnosticBag diagnostics = [];
        YamlEdit edit = new(Text, "x.yaml", diagnostics);
        Assert.That(edit.Set(YamlEditValue.Of("2"), "b"), Is.False);
        Assert.That(edit.Text, Is.EqualTo(Text));
        Assert.That(string.Join('\n', diagnostics), Is.EqualTo(
            "x.yaml(2,4): error GE1721: `b` cannot be changed here without touching something else of the file. "
            + "Nothing was written: change it by hand, or write this part more plainly, one key a line."));
    }

    [Test]
    public void Every_text_is_read_back_as_it_was_written() =>
        Gen.Char["ab:-? \n#[]{},'\"&*!|>%@\\01\t\r\u0085\u2028é"].Array[0, 12].Select(c => new string(c)).Sample(text =>
        {
            YamlEdit edit = new("a: [x]\nb: { c: d }\n", "x.yaml", []);
            return edit.Append(YamlEditValue.Of(text), "a") && edit.Set(YamlEditValue.Of(text), "b", "c") && edit.Set(YamlEditValue.Of(text), "e");
        }, iter: 2000);

    private static string After(Func<YamlEdit, bool> change)
    {
        DiagnosticBag diagnostics = [];
        YamlEdit edit = new(Federation, "federation.yaml", diagnostics);
        Assert.That(change(edit), Is.True, string.Join('\n', diagnostics));
        return edit.Text;
    }

    private static string Edit(YamlEditGenerator random, string before)
    {
        if (YamlEditNode.Parse(before) is not YamlEditMapNode top) return before;
        List<(YamlEditStep[] Path, YamlEditNode Node)> places = [.. Places(top, [])];
        (YamlEditStep[] path, YamlEditNode node) = places[random.Next(places.Count)];
        DiagnosticBag diagnostics = [];
        YamlEdit edit = new(before, "x.yaml", diagnostics);
        string did;
        bool done;
        int firstTouched = Line(before, node.Start), lastTouched = Line(before, Math.Max(node.Start, node.End - 1));
        bool isRemoval = path.Length > 0 && random.Next(2) == 0;
        if (isRemoval)
        {
            did = "remove";
            done = edit.Remove(path);
            firstTouched = 0;
        }
        else if (node is YamlEditMapNode)
        {
            did = "add";
            done = edit.Set(random.Next(2) == 0 ? YamlEditValue.Of("x y") : YamlEditValue.Of(("p", "q: r")), [.. path, $"new{random.Next(1_000_000)}"]);
        }
        else if (node is YamlEditListNode or YamlEditScalarNode { Text: null })
        {
            did = "append";
            done = edit.Append(random.Next(2) == 0 ? YamlEditValue.Of("z") : YamlEditValue.Of(("p", "q # r")), path);
        }
        else
        {
            did = "set";
            done = edit.Set(YamlEditValue.Of("v 'w'"), path);
        }

        string after = edit.Text, told = $"{did} {string.Join('/', path)}\n{before}\n=>\n{after}\n{string.Join('\n', diagnostics)}";
        if (!done) throw new InvalidOperationException(told);
        if (!Comments(before).SequenceEqual(Comments(after))) throw new InvalidOperationException("comments: " + told);
        string[] old = Lines(before), now = Lines(after);
        int head = 0, tail = 0;
        while (head < old.Length && head < now.Length && old[head] == now[head]) head++;
        while (tail < old.Length - head && tail < now.Length - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        int changed = old.Length - head - tail;

        // Of lines that are alike the first may have gone, where the comparison finds the last.
        while (changed > 0 && now.Length < old.Length && head > 0 && old[head - 1] == old[head + changed - 1]) head--;
        int allowed = isRemoval ? lastTouched - firstTouched + 1 : 1;
        if (changed > allowed || (isRemoval && head + changed > lastTouched + 2)) throw new InvalidOperationException($"{changed} lines: " + told);
        bool crlf = before.Contains('\r', StringComparison.Ordinal);
        if (crlf && after.Replace("\r\n", string.Empty, StringComparison.Ordinal).Contains('\n', StringComparison.Ordinal)) throw new InvalidOperationException("line ends: " + told);
        return after;
    }

    private static int Line(string text, int place) => text.AsSpan(0, Math.Min(place, text.Length)).Count('\n');

    // The last line may gain a line end.
    private static string[] Lines(string text) => text.TrimEnd('\r', '\n').Split('\n').Select(l => l.TrimEnd('\r')).ToArray();

    private static IEnumerable<string> Comments(string text) => CommentText().Matches(text).Select(m => m.Value.TrimEnd('\r')).Order(StringComparer.Ordinal);

    private static IEnumerable<(YamlEditStep[] Path, YamlEditNode Node)> Places(YamlEditNode node, YamlEditStep[] path)
    {
        yield return (path, node);
        IEnumerable<(YamlEditStep Step, YamlEditNode Node)> parts = node switch
        {
            YamlEditMapNode map => map.Entries.Select(e => ((YamlEditStep)e.Key.Text!, e.Value)),
            YamlEditListNode list => list.Items.Select((item, i) => ((YamlEditStep)i, item)),
            _ => [],
        };
        foreach ((YamlEditStep step, YamlEditNode part) in parts)
        {
            foreach ((YamlEditStep[], YamlEditNode) place in Places(part, [.. path, step])) yield return place;
        }
    }

    [GeneratedRegex(@"# (?:comment|end|in brackets|after comma) [0-9]+.*", RegexOptions.CultureInvariant)]
    private static partial Regex CommentText();
}
