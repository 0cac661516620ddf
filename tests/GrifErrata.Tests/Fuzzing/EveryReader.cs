using System.Globalization;
using GrifErrata.Advisories;
using GrifErrata.Sources;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Every reader of untrusted input against spoilt inputs (docs/fuzzing.md).</summary>
internal sealed class EveryReader
{
    private const string SecondsVariable = "GrifErrataFuzzSeconds", SeedVariable = "GrifErrataFuzzSeed";

    private static IEnumerable<TestCaseData> Readers => FuzzedReaders.All.Select(r => new TestCaseData(r).SetArgDisplayNames(r.Name));

    private static IEnumerable<TestCaseData> Found =>
        from reader in FuzzedReaders.All
        from file in FuzzSamples.Files(Path.Combine(FuzzSamples.Folder, "Found", reader.Name))
        select new TestCaseData(reader, file).SetArgDisplayNames(reader.Name, Path.GetFileName(file));

    [TestCaseSource(nameof(Readers))]
    public void Whatever_is_read_nothing_is_thrown_memory_and_time_are_bounded_names_are_rpms_and_each_message_has_a_place(FuzzedReader reader)
    {
        double seconds = Number(SecondsVariable) ?? 0.8;
        IReadOnlyCollection<string> findings = FuzzRun.Run(reader, TimeSpan.FromSeconds(seconds), (int)(Number(SeedVariable) ?? 1), out long count);
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reader.Name}: {count} inputs, {findings.Count} findings"));
        Assert.That(findings, Is.Empty, string.Join("\n\n", findings));
    }

    [TestCaseSource(nameof(Readers))]
    public void A_right_sample_breaks_no_rule(FuzzedReader reader)
    {
        IReadOnlyList<byte[]> samples = FuzzSamples.Of(reader);
        Assert.That(samples, Is.Not.Empty);
        Assert.That(samples.Select(s => FuzzRules.Check(reader, s, twice: true, out _)), Is.All.Null);
    }

    [TestCaseSource(nameof(Found))]
    public void What_was_found_once_is_right_now(FuzzedReader reader, string file) =>
        Assert.That(FuzzRules.Check(reader, File.ReadAllBytes(file), twice: true, out _), Is.Null);

    [Test]
    public void Every_reader_of_the_library_takes_part()
    {
        Assert.That(AdvisoryFormats.All.Select(f => f.GetType()), Is.SubsetOf(FuzzedReaders.All.SelectMany(r => r.Readers)));
        Assert.That(typeof(Advisory).Assembly.GetTypes().Where(t => t is { IsClass: true, IsNested: false } && t.Name.EndsWith("Reader", StringComparison.Ordinal)),
            Is.SubsetOf(FuzzedReaders.All.SelectMany(r => r.Readers)));
    }

    private static double? Number(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
