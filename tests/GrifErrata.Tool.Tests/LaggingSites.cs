namespace GrifErrata.Tool.Tests;

/// <summary>Sites that follow their stage some days later.</summary>
[TestFixture]
public sealed class LaggingSites
{
    [Test]
    public void A_site_lags_behind_the_first_promotion_of_a_federation_too()
    {
        using FederationFolder site = new();
        File.WriteAllText(site.Federation, site.Yaml.Replace("stay: { sl5.5-x86_64: 20101022 }", "lag: { sl5.5-x86_64: 7 }", StringComparison.Ordinal));
        site.Does("promote 20101125 --to default --reason exploited --date 2010-12-01");
        Assert.That(site.Yaml, Does.Contain("stage: default, version: 20101125, before: 20101028, reason: exploited }\n"));
        Assert.That(Of(site, "2010-12-07"), Is.EqualTo("20101028"));
        Assert.That(Of(site, "2010-12-08"), Is.EqualTo("20101125"));

        site.Does("promote 20101129 --to default --reason exploited --date 2010-12-10");
        Assert.That(site.Yaml, Does.EndWith("stage: default, version: 20101129, reason: exploited }\n"), "an earlier entry says what it had");
        Assert.That(Of(site, "2010-12-16"), Is.EqualTo("20101125"));
    }

    private static string Of(FederationFolder site, string day) =>
        site.Does($"status --date {day}").Split('\n').Single(l => l.Contains("site llr", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[2];
}
