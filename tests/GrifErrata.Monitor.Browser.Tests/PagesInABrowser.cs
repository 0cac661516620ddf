using OpenQA.Selenium;
using OpenQA.Selenium.Support.UI;

namespace GrifErrata.Monitor.Browser.Tests;

/// <summary>The pages as a person sees and uses them.</summary>
[NonParallelizable]
public sealed class PagesInABrowser
{
    private const string Host = "/hosts/wn007.lal.example.org";

    private static readonly string[] Paths =
    [
        "/", "/hosts", Host, "/hosts/db01.lal.example.org", "/hosts/hostile.lal.example.org", "/sites/lal", "/packages", "/packages/glibc", "/advisories", "/advisories/RHSA-2010:0811", "/cves/CVE-2010-3855",
        "/freezes", "/kernels", "/refused", "/relay", "/sources", "/no/such/page",
    ];

    // Of each text the contrast with the ground under it (WCAG 2.2, 1.4.3): those under 4.5.
    private const string Faint = """
        const light = c => { const [r, g, b] = c.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
        const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(c)) return c; } return 'rgb(255, 255, 255)'; };
        const faint = [];
        for (const e of document.querySelectorAll('body *:not(title, desc)')) {
            if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
            const s = getComputedStyle(e), a = light(e.namespaceURI.endsWith('svg') ? s.fill : s.color), b = light(ground(e));
            const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
            if (contrast < 4.5) faint.push(e.tagName + ' ' + e.textContent.trim().slice(0, 40) + ' ' + contrast.toFixed(2));
        }
        return faint.join('\n');
        """;

    private RunningMonitor? _monitor;
    private Chromium? _browser;

    [OneTimeSetUp]
    public async Task Start()
    {
        _browser = Chromium.Start();
        if (_browser is null) Assert.Ignore("There is no chromium with chromedriver here; Debian's packages are chromium and chromium-driver.");
        _monitor = await RunningMonitor.StartAsync();
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _browser?.Dispose();
        _monitor?.Dispose();
    }

    [SetUp]
    public void AsAtFirst()
    {
        _browser!.Width(1280);
        _browser.Dark(false);
        _browser.Console();
    }

    [TearDown]
    public void Nothing_is_written_to_the_console() =>
        Assert.That(_browser!.Console().Where(e => !e.Message.Contains("404 (Not Found)", StringComparison.Ordinal)).Select(e => e.Message), Is.Empty);

    [Test]
    public void Links_lead_from_the_overview_to_a_site_to_a_host_to_an_advisory_to_a_CVE()
    {
        Open("/");
        Click("lal");
        Assert.That(Heading, Is.EqualTo("Site lal"));
        Click("wn007.lal.example.org");
        Assert.That(_browser!.Page.FindElement(By.TagName("main")).Text, Does.Contain("behind 7 packages are older than those of version 20101125"));
        Click("RHSA-2010:0811");
        Assert.That(Heading, Is.EqualTo("RHSA-2010:0811"));
        Click("CVE-2010-2431");
        Assert.That(Heading, Is.EqualTo("CVE-2010-2431"));
        Assert.That(Rows.Select(r => r.Split(' ')[0]), Does.Contain("wn007.lal.example.org"));
    }

    [Test]
    public void A_table_is_filtered_sorted_and_downloaded_as_shown()
    {
        Open("/hosts");
        _browser!.Page.FindElement(By.CssSelector("select[name=verdict] option[value=behind]")).Click();
        _browser.Page.FindElement(By.CssSelector(".filter button")).Click();
        Click("Host");
        Click("Host");
        string[] shown = [.. Rows.Select(r => r.Split(' ')[0])];
        Assert.That(shown, Does.Contain("wn007.lal.example.org").And.Not.Contain("wn001.lal.example.org"));
        Assert.That(shown, Is.EqualTo(shown.OrderDescending(StringComparer.Ordinal)));
        Assert.That(_browser.Page.FindElement(By.CssSelector("th[aria-sort=descending]")).Text, Does.StartWith("Host"));
        Click("CSV");
        string file = Path.Combine(_browser.Downloads, "hosts.csv");
        new WebDriverWait(_browser.Page, TimeSpan.FromSeconds(20)).Until(_ => File.Exists(file));
        Assert.That(File.ReadAllLines(file).Skip(1).Select(l => l.Split(',')[0]), Is.EqualTo(shown));
    }

    [Test]
    public void The_keyboard_alone_is_enough()
    {
        Open("/");
        Press(Keys.Tab);
        Assert.That(Focused.Text, Is.EqualTo("Skip to the content"));
        Assert.That(Focused.Location.Y, Is.GreaterThanOrEqualTo(0), "it is seen when it has the focus");
        Press(Keys.Enter);
        Assert.That(Focused.TagName, Is.EqualTo("main"));
        Press(Keys.Tab);
        Assert.That(Focused.Text, Does.EndWith("hosts"), "the first thing in the content");
        Press(Keys.Enter);
        Assert.That(Heading, Is.EqualTo("Hosts"));
        TabTo(e => e.GetAttribute("name") == "find");
        Press("db01" + Keys.Enter);

        // The browser does not say when a key has opened a page: the old one's rows may still be there, and go while they are read.
        WebDriverWait wait = new(_browser!.Page, TimeSpan.FromSeconds(20));
        wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException));
        Assert.That(wait.Until(_ => Rows.Length == 1), Is.True);
        TabTo(e => e.Text == "db01.lal.example.org");
        Press(Keys.Enter);
        Assert.That(Heading, Is.EqualTo("db01.lal.example.org"));
        TabTo(e => e.Text.StartsWith("RHSA-", StringComparison.Ordinal));
        Assert.That(_browser!.Run<string>("return getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"), "the focus is seen");
        Press(Keys.Enter);
        Assert.That(Heading, Does.StartWith("RHSA-"));
    }

    [Test]
    public void Texts_of_a_report_are_shown_as_texts()
    {
        Open("/hosts/hostile.lal.example.org");
        Assert.That(_browser!.Page.Title, Does.StartWith("hostile.lal.example.org"));
        Assert.That(_browser.Page.FindElement(By.TagName("dl")).Text, Does.Contain("<script>document.title='owned'</script> end"));
        Assert.That(_browser.Run<long>("return document.scripts.length + document.querySelectorAll('main b, main i').length"), Is.Zero);
    }

    [Test]
    public void Every_page_fits_a_phone_and_is_readable_in_both_schemes([ValueSource(nameof(Paths))] string path)
    {
        foreach ((string name, int width, bool isDark) in (ReadOnlySpan<(string, int, bool)>)[("light", 1280, false), ("dark", 1280, true), ("phone", 360, false)])
        {
            _browser!.Width(width, isPhone: width < 500);
            _browser.Dark(isDark);
            Open(path);
            Assert.That(_browser.Run<long>("return document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), $"{name}: the page itself does not scroll sideways");
            Assert.That(_browser.Run<string>(Faint), Is.Empty, name);
            if (Environment.GetEnvironmentVariable("GRIF_ERRATA_PICTURES") is { } folder) _browser.Picture(Path.Combine(folder, $"{path.Trim('/').Replace('/', '_').Replace(':', '_')}-{name}.png"));
        }
    }

    private string Heading => _browser!.Page.FindElement(By.TagName("h1")).Text;

    private string[] Rows => [.. _browser!.Page.FindElements(By.CssSelector("tbody tr")).Select(r => r.Text)];

    private IWebElement Focused => _browser!.Page.SwitchTo().ActiveElement();

    private void Open(string path) => _browser!.Page.Navigate().GoToUrl(new Uri(_monitor!.Address, path));

    private void Click(string text) => _browser!.Page.FindElement(By.LinkText(text)).Click();

    private void Press(string keys) => Focused.SendKeys(keys);

    private void TabTo(Func<IWebElement, bool> found)
    {
        for (int i = 0; i < 200; i++)
        {
            Press(Keys.Tab);
            if (found(Focused)) return;
        }

        Assert.Fail("The keyboard does not get there.");
    }
}
