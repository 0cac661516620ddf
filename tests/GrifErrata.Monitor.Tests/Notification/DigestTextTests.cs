using System.Collections.Immutable;
using GrifErrata.Monitor.Notification;

namespace GrifErrata.Monitor.Tests.Notification;

public sealed class DigestTextTests
{
    private static readonly DigestInput Full = new()
    {
        Name = "lal",
        Day = new(2010, 11, 26),
        Behind = [new("wn1.lal.example.org", null, "20101125 since 2010-11-25")],
        Silent = [new("wn2.lal.example.org", "lal", "last report 2010-11-22")],
        NeverReported = [new("wn3.lal.example.org", null)],
        Right = [new("wn4.lal.example.org", null)],
        Expiring = [new("wn5.lal.example.org", "sl5.5-x86_64", "20101022", new(2010, 12, 1), "admin@lal.example.org", "Lustre module")],
        Expired = [new("llr", "sl5.5-x86_64", "20100927", new(2010, 11, 20), "ops@llr.example.org", "move")],
        Totals = new(400, 390, 5, 1, 2, 3, 4, 6),
        Pages = new("https://errata.example.org/"),
    };

    [Test]
    public void A_digest_is_as_expected() => Assert.Multiple(() =>
    {
        Assert.That(DigestText.Subject(Full), Is.EqualTo("Updates of lal, 2010-11-26: 1 behind, 1 silent, 1 never reported, 1 freeze ended, 1 freeze ends"));
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Monitor.Tests/Notification/Expected/digest.md"), DigestText.Markdown(Full));
    });

    [Test]
    public void A_quiet_day_is_short()
    {
        DigestInput quiet = new() { Name = "lal", Day = new(2010, 11, 26), Totals = new(3, 3, 0, 0, 0, 0, 0, 0) };
        Assert.Multiple(() =>
        {
            Assert.That(DigestText.Subject(quiet), Is.EqualTo("Updates of lal, 2010-11-26: nothing new"));
            Assert.That(DigestText.Markdown(quiet), Is.EqualTo(
                "# Updates of lal, 2010-11-26\n\n3 of 3 hosts are right; 0 behind, 0 different from their profile, 0 forgotten, 0 silent, 0 never reported, 0 to reboot.\n"));
        });
    }

    [Test]
    public void What_others_wrote_is_no_markup()
    {
        DigestInput hostile = Full with
        {
            Name = "l\nal",
            Behind = [new("<script>", "[x](http://evil)", "a\n# b")],
            Expired = [new("*", "`", "|", new(2010, 1, 1), "<a@b>", "![](x)")],
        };
        string text = DigestText.Markdown(hostile);
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.Contain(@"- &lt;script&gt; (\[x\](http://evil)): a \# b" + "\n"));
            Assert.That(text, Does.Contain(@"- \*, \`, on \| until 2010-01-01: \!\[\](x) (&lt;a@b&gt;)" + "\n"));
            Assert.That(DigestText.Subject(hostile), Does.Not.Contain("\n"));
        });
    }

    [Test]
    public void A_long_list_is_cut_and_counted()
    {
        ImmutableArray<DigestHost> hosts = [.. Enumerable.Range(0, 20_000).Select(i => new DigestHost($"h{i}", null))];
        string text = DigestText.Markdown(Full with { Behind = hosts });
        Assert.That(text, Does.Contain("## Newly behind (20000)\n").And.Contain("- h49\n- and 19950 more\n").And.Not.Contain("h50"));
    }
}
