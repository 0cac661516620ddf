using System.Text;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Csaf;
using GrifErrata.Advisories.Osv;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Tests.Json;

/// <summary>JSON that is meant to hurt, or that was spoilt.</summary>
internal sealed class HostileJson
{
    [TestCase("{\n \"id\": \"A-1\",\n \"affected\": [}\n", "GE1341", 3, 15)]
    [TestCase("{\"id\": \"A-1\", \"modified\": NaN}", "GE1341", 1, 27)]
    [TestCase("{\"id\": \"A-1\",\n\"summary\": \"caf\u00E9\" \"x\"}", "GE1341", 2, 19)]
    [TestCase("{\"id\": \"A-1\"", "GE1341", 1, 13)]
    [TestCase("{\"id\": \"A-1\",\n \"related\": [],\n \"summary\": \"a\", \"related\": []}", "GE1343", 3, 18)]
    [TestCase("{\"id\": \"A-1\", \"details\": {\"a\": 1, \"\\u0061\": 2}}", "GE1343", 1, 35)]
    [TestCase("{\"id\": \"A-1\",\n \"summary\": \"half \\ud83d pair\"}", "GE1344", 2, 13)]
    [TestCase("{\"id\": \"A-1\",\n \"details\": \"half \\uDE00 pair\"}", "GE1344", 2, 13)]
    [TestCase("{\"id\": [\"A-1\"],\n \"summary\": \"\"}", "GE1347", 1, 8)]
    [TestCase("{\"id\": \"A-1\", \"affected\": {}}", "GE1347", 1, 27)]
    [TestCase("[{\"id\": \"A-1\", \"affected\": []}, 7]", "GE1347", 1, 33)]
    public void What_is_no_JSON_for_us_is_refused_with_its_place(string json, string code, int line, int column)
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Osv(Encoding.UTF8.GetBytes(json));
        Assert.That(advisories, Is.Empty);
        Diagnostic found = diagnostics.Single();
        Assert.That((found.Code, found.Location), Is.EqualTo((code, new SourceLocation("o.json", line, column))), found.ToString());
    }

    [Test]
    public void Bytes_that_are_no_UTF_8_are_refused_even_where_nobody_reads_them()
    {
        byte[] json = [.. "{\"id\": \"A-1\",\n\"details\": \"caf"u8, 0xE9, .. "\"}"u8];
        Assert.That(Osv(json).Diagnostics.Single().ToString(), Does.StartWith("o.json(2,12): error GE1344: "));
    }

    [TestCase(64, null)]
    [TestCase(65, "GE1342")]
    [TestCase(1_000_000, "GE1342")]
    public void Nesting_is_bounded(int depth, string? code)
    {
        string json = $"{{\"id\": \"A-1\", \"details\": {new string('[', depth - 1)}{new string(']', depth - 1)}}}";
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Osv(Encoding.UTF8.GetBytes(json));
        Assert.That(diagnostics.SingleOrDefault()?.Code, Is.EqualTo(code));
        Assert.That(diagnostics.SingleOrDefault()?.Location.Column, code is null ? Is.Null : Is.EqualTo(26 + 63));
        Assert.That(advisories, Has.Count.EqualTo(code is null ? 1 : 0));
    }

    [Test]
    public void A_byte_order_mark_is_stripped()
    {
        (IReadOnlyList<Advisory> advisories, DiagnosticBag diagnostics) = Osv([0xEF, 0xBB, 0xBF, .. "{\"id\": \"A-1\", \"affected\": []}"u8]);
        Assert.That(diagnostics, Is.Empty);
        Assert.That(advisories.Single().Id, Is.EqualTo("A-1"));
        Assert.That(new OsvReader().Recognises([0xEF, 0xBB, 0xBF, .. "{\"id\": \"A-1\", \"affected\": []}"u8]));
    }

    [Test]
    public void A_description_of_100_MB_is_passed_over_in_bounded_memory_and_the_packages_are_read()
    {
        byte[] before = [.. "{\"id\": \"A-1\", \"details\": \"\\\\\\\""u8];
        byte[] after = [.. "\", \"affected\": [{\"package\": {\"ecosystem\": \"AlmaLinux:9\", \"name\": \"wren\"}, \"ranges\": [{\"events\": [{\"fixed\": \"1-2\"}]}]}]}"u8];
        using RepeatedBytes stream = new(before, "and so on \\\" "u8.ToArray(), 100_000_000 / 13, after);
        DiagnosticBag diagnostics = [];
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<Advisory> advisories = new OsvReader().Read(stream, "o.json", diagnostics, CancellationToken.None);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(8_000_000));
        Assert.That(diagnostics, Is.Empty);
        Assert.That(advisories.Single().Packages.Single().Nevra.ToString(), Is.EqualTo("wren-1-2"));
    }

    [Test]
    public void A_text_that_is_needed_is_refused_when_it_is_longer_than_1_MiB()
    {
        using RepeatedBytes stream = new([.. "{\"affected\": [],\n \"id\": \""u8], [(byte)'A'], 3_000_000, [.. "\"}"u8]);
        DiagnosticBag diagnostics = [];
        Assert.That(new OsvReader().Read(stream, "o.json", diagnostics, CancellationToken.None), Is.Empty);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith("o.json(2,8): error GE1345: "));
    }

    [Test]
    public void A_blank_of_many_megabytes_is_passed_over_in_bounded_memory()
    {
        using RepeatedBytes stream = new([.. "{\"id\": "u8], [(byte)' '], 30_000_000, [.. "\"A-1\"}"u8]);
        DiagnosticBag diagnostics = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        IReadOnlyList<Advisory> advisories = new OsvReader().Read(stream, "o.json", diagnostics, CancellationToken.None);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(10L << 20));
        Assert.That((advisories.Single().Id, diagnostics.Count), Is.EqualTo(("A-1", 0)));
    }

    [Test]
    public void A_million_references_are_counted_not_kept()
    {
        byte[] unit = Encoding.UTF8.GetBytes("\"CVE-2031-1\",");
        using RepeatedBytes many = new([.. "{\"id\": \"A-1\", \"related\": ["u8], unit, 1_000_000, [.. "\"CVE-2031-2\"], \"affected\": []}"u8]);
        DiagnosticBag diagnostics = [];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Advisory same = new OsvReader { MaxReferences = 1 }.Read(many, "o.json", diagnostics, CancellationToken.None).Single();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100L << 20), "a text for each of them, but none kept");
        Assert.That(same.Cves, Is.EqualTo((string[])["CVE-2031-1"]));
        Assert.That(diagnostics.Single().Code, Is.EqualTo("GE2323"));
    }

    [Test]
    public void A_thousand_keys_of_one_object_are_told_apart_and_a_late_one_that_repeats_is_found()
    {
        string keys = string.Join(",", Enumerable.Range(0, 1000).Select(i => $"\"key{i}\": {i}"));
        Assert.That(Osv(Encoding.UTF8.GetBytes($"{{\"id\": \"A-1\", {keys}}}")).Diagnostics, Is.Empty);
        Assert.That(Osv(Encoding.UTF8.GetBytes($"{{\"id\": \"A-1\", {keys}, \"key3\": 1}}")).Diagnostics.Single().Code, Is.EqualTo("GE1343"));
    }

    [Test]
    public void Whatever_the_pieces_in_which_a_stream_comes_the_result_is_the_same()
    {
        byte[] json = File.ReadAllBytes(Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Advisories", "Csaf", "Samples", "modules.json"));
        string Read(int piece)
        {
            DiagnosticBag diagnostics = [];
            using TrickleStream stream = new(json, piece);
            return Tests.Advisories.ModelDump.Of(new CsafReader().Read(stream, "c.json", diagnostics, CancellationToken.None), diagnostics, "x");
        }

        string whole = Read(json.Length);
        foreach (int piece in (int[])[1, 2, 7, 4096]) Assert.That(Read(piece), Is.EqualTo(whole));
    }

    private static (IReadOnlyList<Advisory> Advisories, DiagnosticBag Diagnostics) Osv(byte[] json)
    {
        DiagnosticBag diagnostics = [];
        using MemoryStream stream = new(json);
        return (new OsvReader().Read(stream, "o.json", diagnostics, CancellationToken.None), diagnostics);
    }

    private sealed class RepeatedBytes(byte[] before, byte[] unit, int times, byte[] after) : ForwardStream
    {
        private long _at;

        public override int Read(Span<byte> buffer)
        {
            long middle = (long)unit.Length * times;
            int i = 0;
            for (; i < buffer.Length; i++, _at++)
            {
                if (_at < before.Length) buffer[i] = before[_at];
                else if (_at < before.Length + middle) buffer[i] = unit[(_at - before.Length) % unit.Length];
                else if (_at < before.Length + middle + after.Length) buffer[i] = after[_at - before.Length - middle];
                else break;
            }

            return i;
        }
    }

    private sealed class TrickleStream(byte[] bytes, int piece) : ForwardStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            int take = Math.Min(Math.Min(piece, buffer.Length), bytes.Length - _at);
            bytes.AsSpan(_at, take).CopyTo(buffer);
            _at += take;
            return take;
        }
    }
}
