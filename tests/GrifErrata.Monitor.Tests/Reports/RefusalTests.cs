using System.IO.Compression;
using System.Text;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Tests.Reports;

public sealed class RefusalTests
{
    private const string Bash = "bash\t0:3.2-24.el5\tx86_64\n";
    private const string Header = "host: a.example.org\npackager: rpm\n";
    private const string Form = "type=rpm&host=a.example.org&version=4&report=0&pkgs=";

    private static Refusal Refused(byte[] body, ReportRequest? request = null)
    {
        (Report? report, Refusal? refusal) = ReportReader.Read(body, request ?? new());
        Assert.That(report, Is.Null);
        Assert.That(refusal!.Text, Does.Match("^[ -~]{20,200}$"));
        return refusal;
    }

    private static IEnumerable<TestCaseData> Texts()
    {
        static TestCaseData Case(string rule, int status, string body, string text) => new TestCaseData(body, status, text).SetName(rule);

        yield return Case("An_empty_body_is_refused", 400, "", "no body");
        yield return Case("What_is_no_report_is_refused", 400, "<html>", "not a report of protocol 5");
        yield return Case("Json_is_refused", 400, "{\"deviceid\":1}", "not a report");
        yield return Case("A_NUL_is_refused", 400, Sample.Plain("bash\t0:3.2-24.el5\tx86_64\0\n"), "control characters");
        yield return Case("An_escape_is_refused", 400, Sample.Plain(Bash, Header + "site: \u001b[2J\n"), "control characters");
        yield return Case("A_C1_control_in_the_header_is_refused", 400, Sample.Plain(Bash, Header + "site: a\u009bb\n"), "'site'");
        yield return Case("A_text_direction_mark_in_the_header_is_refused", 400, Sample.Plain(Bash, Header + "tag: a\u202eb\n"), "'tag'");
        yield return Case("A_cut_report_is_refused", 400, "#\n" + Header + "#\n" + Bash, "cut");
        yield return Case("A_header_without_end_is_refused", 400, "#\n" + Header + "#\n", "no end");
        yield return Case("A_header_line_without_name_is_refused", 400, Sample.Plain(Bash, Header + "nonsense\n"), "'name: value'");
        yield return Case("A_second_host_field_is_refused", 400, Sample.Plain(Bash, Header + "host: b.example.org\n"), "'host' twice");
        yield return Case("A_header_of_too_many_lines_is_refused", 400, Sample.Plain(Bash, string.Concat(Enumerable.Repeat("x: y\n", 65)) + Header), "too long");
        yield return Case("Another_format_version_is_refused", 400, Sample.Plain(Bash, Header + "version: 2\n"), "'2'");
        yield return Case("A_line_over_1_KiB_is_refused", 400, Sample.Plain(Bash + new string('a', 1025) + "\n"), "line 2");
        yield return Case("More_than_50000_lines_are_refused", 413, Sample.Plain(string.Concat(Enumerable.Repeat(Bash, 50_001))), "50000");
        yield return Case("A_report_without_packages_is_refused", 422, Sample.Plain(""), "no packages");
        yield return Case("A_report_with_keys_only_is_refused", 422, Sample.Plain("gpg-pubkey\t0:1-1\t(none)\n"), "no packages");
        yield return Case("Packages_of_dpkg_are_refused", 422, Sample.Plain(Bash, "host: a.example.org\npackager: dpkg\n"), "'dpkg'");
        yield return Case("A_report_that_names_no_packager_is_refused", 422, Sample.Plain(Bash, "host: a.example.org\n"), "only rpm's");
        yield return Case("A_report_without_host_is_refused", 422, Sample.Plain(Bash, "packager: rpm\n"), "not a host's name");
        yield return Case("A_host_with_markup_is_shown_in_ASCII", 422, Sample.Plain(Bash, "host: <\u00e9>\npackager: rpm\n"), "'<?>'");
        yield return Case("A_form_of_dpkg_is_refused", 422, Form.Replace("rpm", "dpkg", StringComparison.Ordinal) + "'bash' '0:3.2' '24' 'amd64'", "'dpkg'");
        yield return Case("A_form_without_packages_is_refused", 422, Form, "no packages");
        yield return Case("A_form_with_a_field_twice_is_refused", 400, "host=b.example.org&" + Form, "'host' twice");
        yield return Case("A_form_of_an_unknown_report_mode_is_refused", 400, Form.Replace("report=0", "report=3", StringComparison.Ordinal), "'3'");
        yield return Case("A_form_of_an_unknown_version_is_refused", 400, Form.Replace("version=4", "version=3", StringComparison.Ordinal), "'3'");
        yield return Case("An_encoded_NUL_is_refused", 400, Form + "'bash%00' '0:3.2' '24' 'x86_64'", "control characters");
        yield return Case("An_encoded_line_end_in_a_field_is_refused", 400, "os=a%0ab&" + Form, "'os'");
        yield return Case("A_field_over_1_KiB_is_refused", 400, "os=" + new string('a', 1025) + "&" + Form, "'os'");
        yield return Case("A_form_of_too_many_fields_is_refused", 400, string.Concat(Enumerable.Range(0, 65).Select(i => $"{(char)('a' + (i % 26))}{i}=1&")).Insert(0, "a=1&"), "too many fields");
        yield return Case("A_cut_multipart_form_is_refused", 400, "--x\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nrpm", "cut");
        yield return Case("A_multipart_form_without_names_is_refused", 400, "--x\r\n\r\nrpm\r\n--x--\r\n", "multipart");
    }

    [TestCaseSource(nameof(Texts))]
    public void Is_refused(string body, int status, string text)
    {
        Refusal refusal = Refused(Sample.Utf8(body));
        Assert.That(refusal.Status, Is.EqualTo(status), refusal.Text);
        Assert.That(refusal.Text, Does.Contain(text));
    }

    [Test]
    public void A_body_over_8_MiB_is_refused() => Assert.That(Refused(new byte[ReportLimits.Body + 1]).Status, Is.EqualTo(413));

    [Test]
    public void Invalid_UTF_8_is_refused() =>
        Assert.That(Refused(Encoding.Latin1.GetBytes(Sample.Plain(Bash, Header + "system: \u00e9\n"))).Text, Does.Contain("UTF-8"));

    [Test]
    public void Unknown_protocols_and_modes_are_refused()
    {
        byte[] body = Sample.Utf8(Sample.Plain(Bash));
        Assert.That(Refused(body, new() { Protocol = "6" }), Is.EqualTo(new Refusal(400, "Protocol '6' is not known here. Use a client of Pakiti 2 or 3, protocol 4 or 5.")));
        Assert.That(Refused(body, new() { Mode = "erase\r\nX: 1" }).Text, Does.StartWith("Mode 'erase??X: 1' is not known."));
    }

    [Test]
    public void Inventories_of_GLPI_and_compressed_bodies_are_refused()
    {
        Assert.That(Refused(Sample.Utf8(Sample.Plain(Bash)), new() { UserAgent = "GLPI-Agent_v1.4" }).Status, Is.EqualTo(415));
        foreach (CompressionLevel level in Enum.GetValues<CompressionLevel>())
        {
            using var zlib = new MemoryStream();
            using (var stream = new ZLibStream(zlib, level, true)) stream.Write("{\"deviceid\":\"a\"}"u8);
            Assert.That(Refused(zlib.ToArray()).Status, Is.EqualTo(415));
        }

        Assert.That(Refused([0x1F, 0x8B, 8, 0, 0, 0]).Status, Is.EqualTo(415));
    }

    [Test]
    public void An_encrypted_report_without_a_key_is_refused() =>
        Assert.That(Refused(Sample.Encrypt(Sample.Read("plain.txt"), Sample.Certificate)).Status, Is.EqualTo(415));

    [Test]
    public void All_that_is_wrong_inside_an_encrypted_report_has_one_answer()
    {
        using var other = Sample.NewCertificate();
        byte[] good = Sample.Encrypt(Sample.Read("plain.txt"), Sample.Certificate);
        byte[] spoilt = [.. good];
        spoilt[^20] ^= 1;
        byte[][] bodies =
        [
            Sample.Encrypt(Sample.Read("plain.txt"), other), good[..^40], spoilt, Sample.Encrypt(Sample.Read("urlencoded.txt"), Sample.Certificate),
            Sample.Encrypt(Sample.Utf8(Sample.Plain(Bash, Header + "site: \0\n")), Sample.Certificate),
            Sample.Encrypt(Sample.Read("plain.txt"), [.. Enumerable.Repeat(other, ReportLimits.Recipients), Sample.Certificate]),
        ];
        foreach (byte[] body in bodies)
        {
            Refusal refusal = Refused(body, new() { Key = new(Sample.Certificate) });
            Assert.That(refusal, Is.EqualTo(new Refusal(400, "The encrypted report cannot be read. Encrypt a report of protocol 5 with this server's certificate.")));
        }
    }

    [Test]
    public void An_encrypted_report_of_protocol_4_is_refused() =>
        Assert.That(Refused(Sample.Encrypt(Sample.Read("plain.txt"), Sample.Certificate), new() { Protocol = "4", Key = new(Sample.Certificate) }).Status, Is.EqualTo(400));
}
