using GrifErrata.Monitor.Metrics;

namespace GrifErrata.Monitor.Tests.Api;

public sealed class ExpositionTests
{
    [Test]
    public void Labels_are_escaped() =>
        Assert.That(new Exposition().Metric("m", "gauge", "a\nb").Value("m", 1.5, ("site", "a\"b\\c\nd")).ToString(), Is.EqualTo("# HELP m a\\nb\n# TYPE m gauge\nm{site=\"a\\\"b\\\\c\\nd\"} 1.5\n"));

    [Test]
    public void A_report_is_in_the_first_bucket_that_holds_its_time_and_in_those_above()
    {
        ReportMeter meter = new();
        meter.Add(200, TimeSpan.FromSeconds(0.3));
        meter.Add(403, TimeSpan.FromSeconds(0.001));
        Exposition text = new();
        meter.Write(text);
        Assert.That(text.ToString(), Does.Contain("grif_errata_report_seconds_bucket{le=\"0.2\"} 0\n").And.Contain("{le=\"0.5\"} 1\n").And.Contain("{le=\"+Inf\"} 1\n").And.Contain("_count 1\n").And.Contain("{status=\"403\"} 1\n"));
    }
}
