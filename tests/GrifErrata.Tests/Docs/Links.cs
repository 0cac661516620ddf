using System.Text.RegularExpressions;

namespace GrifErrata.Tests.Docs;

public sealed partial class Links
{
    private static IEnumerable<string> Pages => DocPages.All;

    [TestCaseSource(nameof(Pages))]
    public void A_link_leads_to_a_file_and_a_heading_that_exist(string page)
    {
        string folder = Path.GetDirectoryName(page)!;
        Assert.Multiple(() =>
        {
            foreach (Match match in Link().Matches(DocPages.Prose(page)))
            {
                string target = match.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal)) continue;
                string[] parts = target.Split('#', 2);
                string file = parts[0].Length == 0 ? page : Path.Combine(folder, parts[0]);
                string full = Path.GetFullPath(Path.Combine(Checkout.Root, file));
                Assert.That(full, Does.StartWith(Checkout.Root + Path.DirectorySeparatorChar), target);
                Assert.That(Path.Exists(full), Is.True, $"{page} links to {target}, which does not exist.");
                if (parts.Length == 2 && File.Exists(full))
                    Assert.That(DocPages.Anchors(Path.GetRelativePath(Checkout.Root, full)), Does.Contain(parts[1]), $"{page} links to {target}");
            }
        });
    }

    [Test]
    public void Every_page_is_reached_from_the_index()
    {
        string index = DocPages.Text("docs/README.md");
        Assert.That(DocPages.All.Where(p => p.StartsWith("docs/", StringComparison.Ordinal) && p != "docs/README.md")
            .Where(p => !p.StartsWith("docs/diagnostics/GE", StringComparison.Ordinal))
            .Where(p => !index.Contains($"]({p["docs/".Length..]})", StringComparison.Ordinal)), Is.Empty);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
