using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

[TestFixture]
public sealed class EvrOrder
{
    private static string PairsFile => Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Rpm", "evr-pairs.tsv");

    [Test]
    public void Four_thousand_pairs_have_the_verdict_of_rpm()
    {
        string[] lines = File.ReadAllLines(PairsFile);
        List<string> wrong = [];
        foreach (string line in lines.Skip(1))
        {
            string[] f = line.Split('\t');
            var left = new Evr(int.Parse(f[0], CultureInfo.InvariantCulture), f[1], f[2]);
            var right = new Evr(int.Parse(f[3], CultureInfo.InvariantCulture), f[4], f[5]);
            int verdict = int.Parse(f[6], CultureInfo.InvariantCulture);
            if (Math.Sign(left.CompareTo(right)) != verdict || Math.Sign(right.CompareTo(left)) != -verdict) wrong.Add(line);
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines, Has.Length.EqualTo(4001));
            Assert.That(wrong, Is.Empty);
        }
    }

    [Test]
    public void The_pairs_are_those_that_rpm_judged() =>
        Assert.That(File.ReadAllBytes(PairsFile), Is.EqualTo(File.ReadAllBytes(SharedData.Path("rpm/evr-pairs.tsv"))));

    [Test]
    public void Every_evr_equals_itself() => RpmGenerators.Evr.Sample(x => x.CompareTo(x) == 0);

    [Test]
    public void Turning_a_pair_around_turns_the_verdict_around() =>
        Gen.Select(RpmGenerators.Evr, RpmGenerators.Evr).Sample((x, y) => Math.Sign(x.CompareTo(y)) == -Math.Sign(y.CompareTo(x)));

    [Test]
    public void The_order_is_transitive() =>
        Gen.Select(RpmGenerators.Version, RpmGenerators.Version, RpmGenerators.Version).Sample((x, y, z) =>
        {
            string[] sorted = [x, y, z];
            Array.Sort(sorted, (a, b) => RpmVersion.Compare(a, b));
            int outer = RpmVersion.Compare(sorted[0], sorted[2]);
            int first = RpmVersion.Compare(sorted[0], sorted[1]);
            int second = RpmVersion.Compare(sorted[1], sorted[2]);
            return first <= 0 && second <= 0 && (first == 0 && second == 0 ? outer == 0 : outer < 0);
        }, iter: 20_000);

    [Test]
    public void Versions_are_equal_only_where_their_segments_are() =>
        Gen.Select(RpmGenerators.Version, RpmGenerators.Version).Sample(
            (x, y) => (RpmVersion.Compare(x, y) == 0) == Segments(x).SequenceEqual(Segments(y)), iter: 20_000);

    [Test]
    public void A_missing_epoch_counts_as_0() =>
        Gen.Select(RpmGenerators.Evr, RpmGenerators.Evr).Sample((x, y) =>
            x.CompareTo(y) == (x with { Epoch = x.Epoch ?? 0 }).CompareTo(y) && x.CompareTo(x with { Epoch = x.Epoch ?? 0 }) == 0);

    [TestCase("4.7", "4.6", 1, TestName = "The_4_6_and_4_7_of_the_wrong_comparison_are_right")]
    [TestCase("1.0~rc1", "1.0", -1, TestName = "A_tilde_is_older_than_the_end")]
    [TestCase("1.0^git1", "1.0", 1, TestName = "A_caret_is_newer_than_the_end")]
    [TestCase("1.0^git1", "1.0.1", -1, TestName = "A_caret_is_older_than_anything_else")]
    [TestCase("10.0001", "10.1", 0, TestName = "Leading_zeros_do_not_count")]
    [TestCase("99999999999999999999", "100000000000000000000", -1, TestName = "Numbers_of_any_length_compare_as_numbers")]
    [TestCase("1.a", "1.1", -1, TestName = "A_number_is_newer_than_letters")]
    public void Rule(string left, string right, int verdict) =>
        Assert.That(RpmVersion.Compare(left, right), Is.EqualTo(verdict));

    [Test]
    public void Two_thousand_random_pairs_have_the_verdict_of_the_rpm_that_is_installed()
    {
        const string program =
            "import rpm,sys\n" +
            "for l in sys.stdin:\n" +
            " f=l.rstrip('\\n').split('\\t')\n" +
            " print(rpm.labelCompare((f[0],f[1],f[2]),(f[3],f[4],f[5])))\n";
        var random = new Random(20101125);
        string[] pieces = ["0", "1", "2", "01", "10", "18446744073709551617", "a", "b", "Z", "ab", "el5", ".", "_", "+", "~", "^"];
        string Piece() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
        Evr Next() => new(random.Next(8) == 0 ? 1 : 0, Piece(), Piece());
        (Evr Left, Evr Right)[] pairs = [.. Enumerable.Range(0, 2000).Select(_ => (Next(), Next()))];
        var input = new StringBuilder();
        foreach ((Evr l, Evr r) in pairs)
            input.Append(CultureInfo.InvariantCulture, $"{l.Epoch}\t{l.Version}\t{l.Release}\t{r.Epoch}\t{r.Version}\t{r.Release}\n");

        if (!File.Exists("/usr/bin/python3")) Assert.Ignore("/usr/bin/python3 is not installed.");
        var start = new ProcessStartInfo("/usr/bin/python3", ["-c", program])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using Process python = Process.Start(start)!;
        Task<string> output = python.StandardOutput.ReadToEndAsync();
        Task<string> errors = python.StandardError.ReadToEndAsync();
        try
        {
            python.StandardInput.Write(input);
            python.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read its input: there is no module rpm.
        }

        python.WaitForExit();
        if (python.ExitCode != 0 && errors.Result.Contains("No module named", StringComparison.Ordinal)) Assert.Ignore("python3-rpm is not installed.");
        int[] verdicts = [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(v => int.Parse(v, CultureInfo.InvariantCulture))];
        Assert.That(verdicts, Is.EqualTo(pairs.Select(p => Math.Sign(p.Left.CompareTo(p.Right)))), errors.Result);
    }

    // rpm's own reading, in the plainest form: maximal runs of digits without leading zeros, runs of letters, tildes and carets.
    private static IEnumerable<string> Segments(string version) =>
        System.Text.RegularExpressions.Regex.Matches(version, "[0-9]+|[A-Za-z]+|~|\\^")
            .Select(m => char.IsAsciiDigit(m.Value[0]) ? "n" + m.Value.TrimStart('0') : m.Value);
}
