using System.Security.Cryptography;
using System.Text;
using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Tests.Input;

/// <summary>Opening files of others.</summary>
internal sealed class InputFileTests
{
    private static readonly byte[] Hello = "hello, world\n"u8.ToArray();

    private readonly TemporaryFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    private static IEnumerable<TestCaseData> Compressed() =>
    [
        new TestCaseData(Compress.Gzip(Hello)).SetArgDisplayNames("gzip"),
        new TestCaseData(Compress.HelloXz).SetArgDisplayNames("xz"),
        new TestCaseData(Compress.HelloBzip2).SetArgDisplayNames("bzip2"),
        new TestCaseData(Compress.Zstd(Hello)).SetArgDisplayNames("zstd"),
    ];

    [Test]
    public void A_plain_file_is_read_as_it_is() => Assert.That(Read(Hello).Content, Is.EqualTo(Hello));

    [TestCaseSource(nameof(Compressed))]
    public void A_compressed_file_is_told_by_its_content_and_not_by_its_name(byte[] compressed) =>
        Assert.That(Read(compressed).Content, Is.EqualTo(Hello), Read(compressed).Error?.ToString());

    [TestCaseSource(nameof(Compressed))]
    public void Members_one_after_the_other_are_one_content(byte[] compressed) =>
        Assert.That(Read([.. compressed, .. compressed, .. compressed]).Content, Is.EqualTo((byte[])[.. Hello, .. Hello, .. Hello]));

    [TestCaseSource(nameof(Compressed))]
    public void A_compressed_file_cut_anywhere_is_refused(byte[] compressed)
    {
        for (int length = 6; length < compressed.Length; length++)
        {
            (byte[]? content, Diagnostic? error) = Read(compressed[..length]);
            Assert.That(content, Is.Null, $"cut to {length} of {compressed.Length}");
            Assert.That(error!.Code, Is.EqualTo("GE1004").Or.EqualTo("GE1003"), $"cut to {length} of {compressed.Length}");
        }
    }

    [Test]
    public void A_gzip_file_cut_anywhere_is_said_to_be_cut_short()
    {
        byte[] compressed = Compress.Gzip(Enumerable.Range(0, 40_000).Select(i => (byte)(i * i >> 7)).ToArray());
        foreach (int length in Enumerable.Range(compressed.Length - 40, 40).Concat([3, 9, 12, compressed.Length / 2]))
            Assert.That(Read(compressed[..length]).Error?.Code, Is.EqualTo("GE1004"), $"cut to {length} of {compressed.Length}");
    }

    [TestCaseSource(nameof(Compressed))]
    public void Bytes_after_the_compressed_data_are_refused(byte[] compressed)
    {
        (byte[]? content, Diagnostic? error) = Read([.. compressed, .. "more"u8]);
        Assert.That(content, Is.Null);
        Assert.That(error!.Code, Is.EqualTo("GE1005"));
    }

    [TestCaseSource(nameof(Compressed))]
    public void A_changed_bit_is_never_taken_for_the_content(byte[] compressed)
    {
        for (int bit = 6 * 8; bit < compressed.Length * 8; bit++)
        {
            byte[] spoilt = [.. compressed];
            spoilt[bit / 8] ^= (byte)(1 << (bit % 8));
            byte[]? content = Read(spoilt).Content;

            // gzip's header has a time and a system that nothing depends on.
            if (content is not null) Assert.That(content, Is.EqualTo(Hello), $"bit {bit}");
        }
    }

    [TestCase(8)]
    [TestCase(4)]
    public void A_gzip_file_with_a_wrong_checksum_or_length_is_refused(int fromEnd)
    {
        byte[] compressed = Compress.Gzip(Hello);
        compressed[^fromEnd] ^= 1;
        Assert.That(Read(compressed).Error?.Code, Is.EqualTo("GE1003"));
    }

    [Test]
    public void A_gzip_header_with_name_comment_and_extra_field_is_passed_over()
    {
        byte[] compressed = Compress.Gzip(Hello);
        byte[] header = [0x1F, 0x8B, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, .. "name\0comment\0"u8];
        Assert.That(Read([.. header, .. compressed.AsSpan(10)]).Content, Is.EqualTo(Hello));
    }

    [Test]
    public void An_empty_gzip_member_is_empty_content_and_may_end_a_file()
    {
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] bgzipEnd = [0x1F, 0x8B, 8, 4, 0, 0, 0, 0, 0, 0xFF, 6, 0, 0x42, 0x43, 2, 0, 0x1B, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.That(Read(empty).Content, Is.Empty);
        Assert.That(Read([.. Compress.Gzip(Hello), .. bgzipEnd]).Content, Is.EqualTo(Hello));
        Assert.That(Read([.. empty, .. Compress.Gzip(Hello)]).Content, Is.EqualTo(Hello));
        Assert.That(Read([.. empty, 7]).Error?.Code, Is.EqualTo("GE1005"));
    }

    [Test]
    public void Any_content_in_any_number_of_gzip_members_comes_back() => Gen.Select(
        Gen.Byte.Array[0, 30_000], Gen.Int[0, 3], Gen.Bool).Sample(
        (content, others, repeat) =>
        {
            byte[] data = repeat ? [.. content, .. content, .. content, .. content] : content;
            byte[] compressed = [.. Enumerable.Repeat(Compress.Gzip(data), others + 1).SelectMany(m => m)];
            byte[] expected = [.. Enumerable.Repeat(data, others + 1).SelectMany(m => m)];
            using MemoryStream raw = new(compressed);
            using InputContent open = new(raw, "f", InputLimits.Default, null);
            using MemoryStream read = new();
            open.CopyTo(read);
            Assert.That(read.ToArray().AsSpan().SequenceEqual(expected));
        },
        iter: 200);

    [Test]
    public void A_file_that_grows_200_times_is_refused_before_it_fills_the_memory()
    {
        (byte[]? content, Diagnostic? error) = Read(Compress.Gzip(new byte[50 << 20]));
        Assert.That(content, Is.Null);
        Assert.That(error!.Code, Is.EqualTo("GE1006"));
    }

    [Test]
    public void The_first_mebibyte_may_grow_as_it_likes() =>
        Assert.That(Read(Compress.Gzip(new byte[1 << 20])).Content, Has.Length.EqualTo(1 << 20));

    [Test]
    public void A_document_above_the_limit_is_refused()
    {
        InputLimits limits = InputLimits.Default with { MaxDocumentBytes = Hello.Length };
        Assert.That(Read(Hello, limits).Content, Is.Not.Null);
        Assert.That(Read(Hello, limits with { MaxDocumentBytes = Hello.Length - 1 }).Error?.Code, Is.EqualTo("GE1007"));
    }

    [Test]
    public void A_file_that_is_not_there_is_an_error()
    {
        DiagnosticBag diagnostics = [];
        string path = Path.Combine(_folder.Path, "absent.xml");
        Assert.That(InputFile.Read(path, InputLimits.Default, null, diagnostics, (_, _) => "read"), Is.Null);
        Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1001", new SourceLocation(path))));
    }

    [Test]
    public void A_folder_or_an_impossible_name_is_an_error()
    {
        foreach (string path in (string[])[_folder.Path, "a\0b"])
        {
            DiagnosticBag diagnostics = [];
            Assert.That(InputFile.Read(path, InputLimits.Default, null, diagnostics, (_, _) => "read"), Is.Null);
            Assert.That((diagnostics.Single().Code, diagnostics.Single().Location), Is.EqualTo(("GE1002", new SourceLocation(path))));
        }
    }

    [Test]
    public void What_the_consumer_says_of_a_file_that_cannot_be_trusted_is_dropped_for_the_cause()
    {
        string path = _folder.Write("short.gz", Compress.Gzip(Hello)[..^2]);
        DiagnosticBag diagnostics = [];
        string? result = InputFile.Read(path, InputLimits.Default, null, diagnostics, (_, found) =>
        {
            found.Add(InputDiagnostics.TooLarge, SourceLocation.None, "nonsense");
            return "read nothing of it";
        });
        Assert.That(result, Is.Null);
        Assert.That(diagnostics.Single().ToString(), Does.StartWith($"{path}: error GE1004: The gzip file ends"));
    }

    [Test]
    public void Stated_sizes_and_checksums_of_both_forms_are_verified()
    {
        byte[] compressed = Compress.Gzip(Hello);
        InputExpectation right = new(
            new SourceLocation("repomd.xml", 7, 3), compressed.Length, Sum("sha256", SHA256.HashData(compressed)), Hello.Length, Sum("sha512", SHA512.HashData(Hello)));
        Assert.That(Read(compressed, expected: right).Content, Is.EqualTo(Hello));
        Assert.Multiple(() =>
        {
            Assert.That(Code(right with { Size = 1 }), Is.EqualTo("GE1008"));
            Assert.That(Code(right with { OpenSize = 100 }), Is.EqualTo("GE1008"));
            Assert.That(Code(right with { OpenSize = 5 }), Is.EqualTo("GE1008"));
            Assert.That(Code(right with { Checksum = Sum("sha256", SHA256.HashData(Hello)) }), Is.EqualTo("GE1009"));
            Assert.That(Code(right with { OpenChecksum = Sum("sha512", SHA512.HashData(compressed)) }), Is.EqualTo("GE1009"));
        });
        string? Code(InputExpectation expected)
        {
            (byte[]? content, Diagnostic? error) = Read(compressed, expected: expected);
            Assert.That(content, Is.Null);
            Assert.That(error!.Message, Does.Contain("repomd.xml(7,3)"));
            return error.Code;
        }
    }

    [TestCase("md5", "22c3683b094136c3398391ae71b20f04", true)]
    [TestCase("sha", "cd50d19784897085a8d0e3e413f8612b097c03f1", true)]
    [TestCase("SHA256", "853ff93762a06ddbf722c4ebe9ddd66d8f63ddaea97f521c3ecc20da7c976020", false)]
    public void Checksums_are_named_in_createrepos_words(string type, string hex, bool weak)
    {
        Assert.That(ContentChecksum.TryParse(type, hex, out ContentChecksum? checksum), Is.True);
        Assert.That(checksum!.IsWeak, Is.EqualTo(weak));
    }

    [TestCase("crc32", "00000000")]
    [TestCase("sha256", "00")]
    [TestCase("md5", "zz c3683b094136c3398391ae71b20f04")]
    public void Unknown_kinds_and_wrong_lengths_are_no_checksums(string type, string hex) =>
        Assert.That(ContentChecksum.TryParse(type, hex, out _), Is.False);

    [TestCase("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [TestCase("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [TestCase("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    public void SHA_224_is_that_of_the_standards_examples(string text, string hex)
    {
        using ContentHash hash = new(ChecksumAlgorithm.Sha224);
        foreach (byte b in Encoding.ASCII.GetBytes(text)) hash.Append([b]);
        Assert.That(hash.Finish(), Is.EqualTo(hex));
    }

    private static ContentChecksum Sum(string type, byte[] value) =>
        ContentChecksum.TryParse(type, Convert.ToHexString(value), out ContentChecksum? checksum) ? checksum! : throw new ArgumentException(type);

    private (byte[]? Content, Diagnostic? Error) Read(byte[] file, InputLimits? limits = null, InputExpectation? expected = null)
    {
        string path = _folder.Write("input", file);
        DiagnosticBag diagnostics = [];
        byte[]? content = InputFile.Read(path, limits ?? InputLimits.Default, expected, diagnostics, (stream, _) =>
        {
            using MemoryStream all = new();
            stream.CopyTo(all);
            return all.ToArray();
        });
        if (diagnostics.SingleOrDefault() is { } error) Assert.That(error.Location, Is.EqualTo(new SourceLocation(path)));
        return (content, diagnostics.SingleOrDefault());
    }
}
