using System.Globalization;
using System.Text;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Tests.Rpm;

namespace GrifErrata.Tests.Repositories;

[TestFixture]
public sealed class CsvListings
{
    private const string Header = "name,epoch,version,release,arch,build_time,source\n";

    [Test]
    public void A_line_is_a_package_with_its_place()
    {
        Package package = Read(Header + "glibc,2,2.5,49.el5_5.7,x86_64,2010-10-27T20:00:00Z,glibc-2.5-49.el5_5.7.src.rpm\n").Single();
        Assert.That(package, Is.EqualTo(new Package(new Nevra("glibc", new Evr(2, "2.5", "49.el5_5.7"), "x86_64"),
            new DateTimeOffset(2010, 10, 27, 20, 0, 0, TimeSpan.Zero), "glibc-2.5-49.el5_5.7.src.rpm", new SourceLocation("l.csv", 2, 1))));
    }

    [Test]
    public void Columns_come_in_any_order_and_the_optional_ones_may_be_missing_or_empty()
    {
        Nevra expected = new("glibc", new Evr(null, "2.5", "49"), "i686");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Read("arch,groups,release,version,name\ni686,\"a,b\",49,2.5,glibc\n").Single().Nevra, Is.EqualTo(expected));
            Assert.That(Read(Header + "glibc,,2.5,49,i686,,\n").Single().Nevra, Is.EqualTo(expected));
        }
    }

    [TestCase("1288209600")]
    [TestCase("2010-10-27T20:00:00Z")]
    [TestCase("2010-10-27T22:00:00+02:00")]
    [TestCase("2010-10-27T20:00:00")]
    [TestCase("2010-10-27 20:00:00")]
    public void A_build_time_is_unix_seconds_or_iso_and_utc_where_no_zone_is_given(string text) =>
        Assert.That(Read(Header + $"a,,1,1,noarch,{text},\n").Single().BuildTime, Is.EqualTo(new DateTimeOffset(2010, 10, 27, 20, 0, 0, TimeSpan.Zero)));

    [Test]
    [NonParallelizable]
    public void The_time_zone_of_the_machine_does_not_count()
    {
        string? before = Environment.GetEnvironmentVariable("TZ");
        try
        {
            Environment.SetEnvironmentVariable("TZ", "Asia/Tokyo");
            TimeZoneInfo.ClearCachedData();
            if (TimeZoneInfo.Local.BaseUtcOffset == TimeSpan.Zero) Assert.Ignore("The time zones of other places are not on this machine.");
            Assert.That(Read(Header + "a,,1,1,noarch,2010-10-27 20:00:00,\n").Single().BuildTime, Is.EqualTo(new DateTimeOffset(2010, 10, 27, 20, 0, 0, TimeSpan.Zero)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    [Test]
    public void A_date_alone_is_its_start() =>
        Assert.That(Read(Header + "a,,1,1,noarch,2010-10-27,\n").Single().BuildTime, Is.EqualTo(new DateTimeOffset(2010, 10, 27, 0, 0, 0, TimeSpan.Zero)));

    [Test]
    public void Byte_order_mark_crlf_quotes_blank_lines_and_a_missing_last_line_end_are_accepted() =>
        Assert.That(Read("\uFEFF\"name\",version,release,arch\r\n\r\n\"a\",\"1\",2,noarch\r\nb,1,2,noarch").Select(p => p.Origin.Line), Is.EqualTo([3, 4]));

    [TestCase("name,version,release\n", "l.csv(1,1): error GE1212: The column arch is missing.")]
    [TestCase("", "l.csv(1,1): error GE1212: The column name is missing.")]
    [TestCase("name,version,colour,release,arch\n", "l.csv(1,14): error GE1212: 'colour' is not a column of a listing. Remove it; the columns are name,epoch,version,release,arch,build_time,source.")]
    [TestCase("name,version,name,release,arch\n", "l.csv(1,14): error GE1212: The column name is there twice. Remove one of them.")]
    [TestCase(Header + "a,,1,1,noarch,\n", "l.csv(2,15): error GE1213: This line has 6 fields, and the header 7.")]
    [TestCase(Header + "a,,1,1,noarch,,,x\n", "l.csv(2,17): error GE1213: This line has 8 fields, and the header 7.")]
    [TestCase(Header + "a,,1,\"1,noarch,,\n", "l.csv(2,6): error GE1213: This quote is not closed on its line.")]
    [TestCase(Header + "a,,1,\"1\"x,noarch,,\n", "l.csv(2,9): error GE1213: Only a comma or the line's end may follow a closing quote.")]
    [TestCase(Header + "a,,1,1\",noarch,,\n", "l.csv(2,7): error GE1213: A quote stands within a field that does not start with one.")]
    [TestCase(Header + "a';b,,1,1,noarch,,\n", "l.csv(2,1): error GE1214: 'a';b' is not a package name")]
    [TestCase(Header + "\"a\"\"b\",,1,1,noarch,,\n", "l.csv(2,1): error GE1214: 'a\"b' is not a package name")]
    [TestCase(Header + "a,x,1,1,noarch,,\n", "l.csv(2,3): error GE1214: 'x' is not an epoch")]
    [TestCase(Header + "a,,,1,noarch,,\n", "l.csv(2,4): error GE1214: '' is not a version or release")]
    [TestCase(Header + "a,,1,1-2,noarch,,\n", "l.csv(2,6): error GE1214: '1-2' is not a version or release")]
    [TestCase(Header + "a,,1,1, noarch,,\n", "l.csv(2,8): error GE1214: ' noarch' is not an architecture")]
    [TestCase(Header + "a,,1,1,noarch,20101027,\n", "l.csv(2,15): error GE1214: '20101027' is not a build time")]
    [TestCase(Header + "a,,1,1,noarch,27/10/2010,\n", "l.csv(2,15): error GE1214: '27/10/2010' is not a build time")]
    [TestCase(Header + "a,,1,1,noarch,99999999999999999999,\n", "l.csv(2,15): error GE1214: '99999999999999999999' is not a build time")]
    [TestCase(Header + "a,,1,1,noarch,,../a-1-1.src.rpm\n", "l.csv(2,16): error GE1214: '../a-1-1.src.rpm' is not the file name of a source package")]
    [TestCase(Header + "a,,1,1,noarch,2010-10-27,\na,,1,1,noarch,2010-10-28,\n",
        "l.csv(3,1): error GE1217: a-1-1.noarch has the build time 2010-10-28T00:00:00Z here and 2010-10-27T00:00:00Z at line 2 of this file. Remove the wrong line.")]
    public void A_mistake_is_an_error_at_its_place(string text, string message)
    {
        DiagnosticBag bag = [];
        Read(text, bag);
        Assert.That(bag.Single().ToString(), Does.StartWith(message));
    }

    [Test]
    public void Reading_goes_on_after_a_bad_line_and_stops_after_20_errors()
    {
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = Read(Header + "a,,1,1,noarch,,\n" + string.Concat(Enumerable.Repeat("b,,1,,noarch,,\nc,,1,1,noarch,,\n", 30)), bag);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bag.Count(d => d.Code == "GE1214"), Is.EqualTo(20));
            Assert.That(bag.Last().ToString(), Is.EqualTo(
                "l.csv(41,6): error GE1218: The rest of this file was not read, because it has 20 errors up to here. Correct these first."));
            Assert.That(packages.Select(p => p.Nevra.Name), Is.EqualTo(["a", "c"]));
        }
    }

    [Test]
    public void The_same_line_twice_counts_once() =>
        Assert.That(Read(Header + "a,,1,1,noarch,2010-10-27,\na,,1,1,noarch,2010-10-27,\na,,1,1,noarch,,\n"), Has.Count.EqualTo(1));

    [Test]
    public void What_the_first_line_of_a_package_leaves_out_is_taken_from_the_second()
    {
        Package package = Read(Header + "a,,1,1,noarch,,\na,,1,1,noarch,2010-10-27,a-1-1.src.rpm\n").Single();
        Assert.That((package.BuildTime?.Day, package.SourceRpm, package.Origin.Line), Is.EqualTo(((int?)27, "a-1-1.src.rpm", 2)));
    }

    [TestCase(0, 65536, 0)]
    [TestCase(0, 65537, 1)]
    [TestCase(1, 65536, 0)]
    [TestCase(1, 65537, 1)]
    [TestCase(0, 300_000, 1)]
    public void A_line_of_more_than_65536_characters_is_an_error_and_the_next_is_read(int mark, int length, int errors)
    {
        DiagnosticBag bag = [];
        string start = "name,version,release,arch,groups\r\n";
        string line = "a,1,1,noarch,";
        string text = new string('\uFEFF', mark) + start + line + new string('g', length - line.Length) + "\r\nb,1,1,noarch,\r\n";
        IReadOnlyList<Package> packages = Read(text, bag);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(bag.Select(d => d.ToString()), Is.EqualTo(Enumerable.Repeat(
                "l.csv(2,65537): error GE1215: This line has more than 65536 characters. Write one package a line.", errors)));
            Assert.That(packages[^1].Nevra.Name, Is.EqualTo("b"));
            Assert.That(packages[^1].Origin.Line, Is.EqualTo(3));
        }
    }

    [Test]
    public void More_packages_than_the_limit_are_an_error()
    {
        DiagnosticBag bag = [];
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Header + "a,,1,1,noarch,,\nb,,1,1,noarch,,\nc,,1,1,noarch,,\n"));
        IReadOnlyList<Package> packages = new CsvListingReader { MaxPackages = 2 }.Read(content, "l.csv", bag, CancellationToken.None);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(packages, Has.Count.EqualTo(2));
            Assert.That(bag.Single().ToString(), Is.EqualTo("l.csv(4,1): error GE1216: This listing has more than 2 packages, " +
                "which is taken for a mistake. Split it, or raise the reader's limit."));
        }
    }

    [TestCase("name,version,release,arch\n", true)]
    [TestCase("\uFEFFarch,release,version,\"name\",colour\r\nx", true)]
    [TestCase("update_version,name,version,arch\n", false)]
    [TestCase("a-1-2.noarch\n", false)]
    [TestCase("", false)]
    public void A_csv_listing_is_known_by_its_columns(string head, bool expected) =>
        Assert.That(new CsvListingReader().Recognises(Encoding.UTF8.GetBytes(head)), Is.EqualTo(expected));

    [Test]
    public void What_is_written_is_read() => Gen.Select(RpmGenerators.Nevra, Gen.Int[100_000_000, int.MaxValue], Gen.Bool, Gen.Bool).Array[0, 8].Sample(rows =>
    {
        var text = new StringBuilder("\uFEFFarch,name,epoch,release,version,build_time\n");
        List<(Nevra, DateTimeOffset?)> expected = [];
        foreach ((Nevra nevra, int seconds, bool timed, bool quoted) in rows.DistinctBy(row => row.Item1))
        {
            string q = quoted ? "\"" : string.Empty;
            text.Append(CultureInfo.InvariantCulture, $"{q}{nevra.Arch}{q},{q}{nevra.Name}{q},{nevra.Evr.Epoch},{q}{nevra.Evr.Release}{q},{nevra.Evr.Version},");
            text.Append(timed ? seconds.ToString(CultureInfo.InvariantCulture) : string.Empty).Append('\n');
            expected.Add((nevra, timed ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null));
        }

        return Read(text.ToString()).Select(p => (p.Nevra, p.BuildTime)).SequenceEqual(expected);
    });

    [Test]
    public void No_bytes_make_the_reader_throw() =>
        Gen.Select(Gen.Bool, Gen.Char["a1,\"\n\r\0é~^.-"].Array[0, 80], Gen.Byte.Array[0, 10]).Sample((header, text, bytes) =>
        {
            byte[] all = [.. Encoding.UTF8.GetBytes((header ? Header : string.Empty) + new string(text)), .. bytes];
            new CsvListingReader().Recognises(all);
            new CsvListingReader().Read(new MemoryStream(all), "l.csv", [], CancellationToken.None);
            new TextListingReader().Recognises(all);
            new TextListingReader().Read(new MemoryStream(all), "l.csv", [], CancellationToken.None);
        });

    [Test]
    public void The_2048_packages_of_sl_5_5_are_read()
    {
        using FileStream content = File.OpenRead(SharedData.Path("sl5.5-x86_64/base-packages.csv"));
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = new CsvListingReader().Read(content, "base-packages.csv", bag, CancellationToken.None);
        Assert.That(bag, Is.Empty);
        Assert.That(packages, Has.Count.EqualTo(2048));
        ArchitectureSet os = ArchitectureSet.Of("x86_64")!;
        Assert.That(packages.Where(p => !os.Contains(p.Nevra.Arch)), Is.Empty);
    }

    private static IReadOnlyList<Package> Read(string text)
    {
        DiagnosticBag bag = [];
        IReadOnlyList<Package> packages = Read(text, bag);
        Assert.That(bag, Is.Empty);
        return packages;
    }

    private static IReadOnlyList<Package> Read(string text, DiagnosticBag bag)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return new CsvListingReader().Read(content, "l.csv", bag, CancellationToken.None);
    }
}
