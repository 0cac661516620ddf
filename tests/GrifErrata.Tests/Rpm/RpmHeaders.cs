using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Rpm;

[TestFixture]
public sealed class RpmHeaders
{
    // Offset of the main header in what RpmWriter makes: lead 96, signature 16 + 16 + 5, padded to 8.
    private const int Main = 136;

    [Test]
    public void A_header_says_what_the_package_is() => Assert.That(Read(new RpmWriter { Epoch = 2 }.ToBytes()), Is.EqualTo(new RpmHeader(
        new Nevra("glibc", new Evr(2, "2.5", "49.el5_5.7"), "x86_64"),
        new DateTimeOffset(2010, 10, 27, 19, 0, 0, TimeSpan.Zero),
        "glibc-2.5-49.el5_5.7.src.rpm")));

    [TestCase(3), TestCase(4), TestCase(6)]
    public void Each_format_since_3_is_read(int format) =>
        Assert.That(Read(new RpmWriter { LeadMajor = (byte)format }.ToBytes())?.Nevra.Name, Is.EqualTo("glibc"));

    [Test]
    public void A_header_without_epoch_says_0() => Assert.That(Read(new RpmWriter().ToBytes())!.Nevra.Evr.Epoch, Is.Zero);

    [Test]
    public void A_header_without_build_time_is_read() => Assert.That(Read(new RpmWriter { BuildTime = null }.ToBytes())!.BuildTime, Is.Null);

    [TestCase(true, true, "src")]
    [TestCase(false, false, "src")]
    [TestCase(false, true, "x86_64")]
    public void A_source_package_is_known_by_its_lead_or_by_naming_no_source(bool lead, bool namesSource, string arch)
    {
        var writer = new RpmWriter { SourceLead = lead, SourceRpm = namesSource ? "glibc-2.5-49.el5_5.7.src.rpm" : null };
        Assert.That(Read(writer.ToBytes())!.Nevra.Arch, Is.EqualTo(arch));
    }

    [Test]
    public void A_source_package_without_its_sources_is_nosrc()
    {
        var writer = new RpmWriter { SourceRpm = null, More = [(1051, 4, 1, [0, 0, 0, 0])] };
        RpmHeader header = Read(writer.ToBytes())!;
        Assert.That((header.Nevra.Arch, header.IsSource, header.SourceRpm), Is.EqualTo(("nosrc", true, (string?)null)));
    }

    [Test]
    public void Text_that_names_no_source_package_is_taken_for_not_said() =>
        Assert.That(Read(new RpmWriter { SourceRpm = "(none)" }.ToBytes())!.SourceRpm, Is.Null);

    [Test]
    public void Only_the_header_is_read_of_a_package_of_a_gigabyte()
    {
        // 40,000 bytes of file names between the tags that count, as in a large package.
        byte[] header = new RpmWriter { More = [(1117, 7, 40_000, new byte[40_000])] }.ToBytes();
        using var content = new PretendStream(header, header.Length + (1L << 30));
        DiagnosticBag bag = [];
        RpmHeader? read = RpmHeaderReader.Read(content, "x.rpm", bag);
        Assert.That(read, Is.Not.Null);
        Assert.That(content.BytesRead, Is.LessThan(96 + 32 + (8 * 16) + (5 * 256) + 8 + 1));
    }

    [Test]
    public void What_is_no_rpm_is_GE1201() => AssertError("!<arch>\ndebian-binary   "u8.ToArray(), "GE1201",
        "x.rpm: error GE1201: This is not an RPM file of format 3 or later: its first 96 bytes are not the lead of one. " +
        "Remove the file from the folder, or download it again.");

    [Test]
    public void A_file_cut_anywhere_is_an_error_never_an_exception()
    {
        byte[] whole = new RpmWriter { Epoch = 1 }.ToBytes();
        for (int length = 0; length < whole.Length; length++)
        {
            DiagnosticBag bag = [];
            Assert.That(RpmHeaderReader.Read(new MemoryStream(whole, 0, length), "x.rpm", bag), Is.Null, $"{length}");
            Assert.That(bag.Single().Code, Is.EqualTo(length < 96 ? "GE1201" : "GE1202"), $"{length}");
        }
    }

    [TestCase(79, 1, "its lead announces a signature of a kind")]
    [TestCase(96, 0, "its signature header does not start")]
    [TestCase(105, 1, "its signature header has 65537 entries, more than 32")]
    [TestCase(108, 9, "its signature header has 150994949 bytes of data")]
    [TestCase(Main, 0, "its main header does not start")]
    [TestCase(Main + 9, 1, "its main header has 65542 entries, more than 65535")]
    [TestCase(Main + 12, 16, "its main header has")]
    [TestCase(Main + 13, 1, "the file ends within its main header")]
    [TestCase(Main + 16 + 7, 10, "tag 1000 has the unknown type 10")]
    [TestCase(Main + 16 + 8, 255, "tag 1000 lies outside of the data")]
    [TestCase(Main + 16 + 12, 255, "tag 1000 lies outside of the data")]
    [TestCase(Main + 16 + 19, 232, "tag 1000 is there twice")]
    [TestCase(Main + 16 + 7, 4, "tag 1000 is not one text")]
    [TestCase(Main + 16 + 15, 2, "tag 1000 is not one text")]
    [TestCase(Main + 16 + (3 * 16) + 7, 6, "tag 1006 is not a 32-bit number")]
    public void A_broken_header_is_GE1202_and_says_what_is_broken(int offset, int value, string message)
    {
        byte[] bytes = new RpmWriter().ToBytes();
        bytes[offset] = (byte)value;
        DiagnosticBag bag = [];
        Assert.That(RpmHeaderReader.Read(new MemoryStream(bytes), "x.rpm", bag), Is.Null);
        Assert.That(bag.Single().ToString(), Does.StartWith("x.rpm: error GE1202: The header of this RPM file is broken: ").And.Contains(message));
    }

    [Test]
    public void A_text_without_end_is_GE1202()
    {
        byte[] bytes = new RpmWriter { More = [] }.ToBytes();
        bytes[^1] = (byte)'x';
        AssertError(bytes, "GE1202", "x.rpm: error GE1202: The header of this RPM file is broken: the text of tag 1044 has no end, " +
            "or more than 255 bytes. Download the file again, or remove it from the folder.");
    }

    [Test]
    public void A_name_that_pan_must_not_see_is_GE1203() => AssertError(new RpmWriter { Name = "a';\u001b[31m" }.ToBytes(), "GE1203",
        "x.rpm: error GE1203: The header's name (tag 1000) is 'a';?[31m', which rpm does not allow. " +
        "Remove the file from the folder, or get one that rpm can install.");

    [Test]
    public void A_missing_tag_is_GE1203() => AssertError(new RpmWriter { Release = null }.ToBytes(), "GE1203",
        "x.rpm: error GE1203: The header has no release (tag 1002). Remove the file from the folder, or get one that rpm can install.");

    [Test]
    public void An_epoch_beyond_rpms_is_GE1203() => AssertError(new RpmWriter { Epoch = 2147483648 }.ToBytes(), "GE1203",
        "x.rpm: error GE1203: The header's epoch (tag 1003) is '2147483648', which rpm does not allow. " +
        "Remove the file from the folder, or get one that rpm can install.");

    [Test]
    public void No_change_of_bytes_makes_the_reader_throw_or_pass_on_what_rpm_does_not_allow()
    {
        byte[] whole = new RpmWriter { Epoch = 1 }.ToBytes();
        Gen<(int Offset, byte Value)> change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.OneOf(Gen.Byte, Gen.OneOf((byte)0, (byte)255, (byte)128)));
        Gen.Select(change.Array[1, 8], Gen.Int[0, whole.Length]).Sample((changes, cut) =>
        {
            byte[] bytes = [.. whole];
            foreach ((int offset, byte value) in changes) bytes[offset] = value;
            DiagnosticBag bag = [];
            RpmHeader? header = RpmHeaderReader.Read(new MemoryStream(bytes, 0, cut % 3 == 0 ? cut : bytes.Length), "x.rpm", bag);
            return header is null
                ? bag.Count == 1 && bag.HasErrors
                : bag.Count == 0 && RpmAlphabet.IsName(header.Nevra.Name) && RpmAlphabet.IsVersion(header.Nevra.Evr.Version)
                    && RpmAlphabet.IsVersion(header.Nevra.Evr.Release) && RpmAlphabet.IsArch(header.Nevra.Arch);
        }, iter: 20_000);
    }

    [Test]
    public void What_is_written_is_read() => Gen.Select(RpmGenerators.Nevra, Gen.UInt).Sample((nevra, time) =>
    {
        bool source = nevra.Arch is "src" or "nosrc";
        var writer = new RpmWriter
        {
            Name = nevra.Name, Version = nevra.Evr.Version, Release = nevra.Evr.Release, Epoch = (uint?)nevra.Evr.Epoch, BuildTime = time,
            Arch = source ? "i386" : nevra.Arch, SourceRpm = source ? null : "a-1-1.src.rpm", More = nevra.Arch == "nosrc" ? [(1052, 4, 1, [0, 0, 0, 0])] : [],
        };
        return Read(writer.ToBytes()) == new RpmHeader(nevra with { Evr = nevra.Evr with { Epoch = nevra.Evr.Epoch ?? 0 } },
            DateTimeOffset.FromUnixTimeSeconds(time), source ? null : "a-1-1.src.rpm");
    });

    private static RpmHeader? Read(byte[] bytes)
    {
        DiagnosticBag bag = [];
        RpmHeader? header = RpmHeaderReader.Read(new MemoryStream(bytes), "x.rpm", bag);
        Assert.That(bag, Is.Empty);
        return header;
    }

    private static void AssertError(byte[] bytes, string code, string message)
    {
        DiagnosticBag bag = [];
        Assert.That(RpmHeaderReader.Read(new MemoryStream(bytes), "x.rpm", bag), Is.Null);
        Assert.That((bag.Single().Code, bag.Single().ToString()), Is.EqualTo((code, message)));
    }

    /// <summary>Some bytes, then zeros that nobody should read.</summary>
    private sealed class PretendStream(byte[] start, long length) : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(count, length - Position);
            for (int i = 0; i < read; i++) buffer[offset + i] = Position + i < start.Length ? start[Position + i] : (byte)0;
            Position += read;
            BytesRead += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
