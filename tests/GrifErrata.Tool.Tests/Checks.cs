using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GrifErrata.Tool.Tests;

/// <summary><c>grif-errata check</c>.</summary>
internal sealed class Checks
{
    private const string Primary = """
        <metadata xmlns="http://linux.duke.edu/metadata/common" xmlns:rpm="http://linux.duke.edu/metadata/rpm">
        <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><format/></package>
        <package type="rpm"><name>a</name><arch>x86_64</arch><version epoch="0" ver="2" rel="1"/><format>
          <rpm:requires><rpm:entry name="b" flags="GE" epoch="0" ver="2"/></rpm:requires></format></package>
        <package type="rpm"><name>b</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><format/></package>
        <package type="rpm"><name>b</name><arch>x86_64</arch><version epoch="0" ver="2" rel="1"/><format/></package>
        <package type="rpm"><name>c</name><arch>x86_64</arch><version epoch="0" ver="1" rel="1"/><format/></package>
        <package type="rpm"><name>c</name><arch>x86_64</arch><version epoch="0" ver="2" rel="1"/><format>
          <rpm:requires><rpm:entry name="nobody"/></rpm:requires></format></package>
        </metadata>
        """;

    [Test]
    public void One_machine_is_told_what_more_it_needs_and_why()
    {
        using Files files = new("a-1-1.x86_64\nb-1-1.x86_64\n", "a-2-1.x86_64\n");
        CommandRun run = CommandRun.Of("check", "--profile", files["wn1.txt"], "--repo", files["primary.xml"], "--update", files["update.txt"]);
        Assert.That((run.Code, run.Out), Is.EqualTo((1, $"update b-2-1.x86_64 (was b-1-1.x86_64): a-2-1.x86_64 requires b >= 2; {files["wn1.txt"]}\nupdate.txt: 1 machine: 1 with further changes\n")));
    }

    [Test]
    public void Many_machines_are_answered_a_line_each_in_their_order()
    {
        using Files files = new("a-1-1.x86_64\nb-1-1.x86_64\n", "a-2-1.x86_64\nc-2-1.x86_64\n");
        files.Write("wn2.txt", "b-2-1.x86_64\n");
        files.Write("wn3.txt", "c-1-1.x86_64\n");
        files.Write("requests.jsonl", string.Concat(new[] { "wn2", "wn1", "wn3" }.Select(m => $"{{\"id\": \"{m}\", \"profile\": \"{m}.txt\", \"repos\": [\"primary.xml\"], \"update\": \"update.txt\"}}\n")));
        CommandRun run = CommandRun.Of("check", "--requests", files["requests.jsonl"], "--json");
        Assert.That(run.Code, Is.EqualTo(1));
        JsonElement[] lines = [.. run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.That(lines.Select(l => $"{l.GetProperty("id")} {l.GetProperty("result")}"), Is.EqualTo((string[])["wn2 ok", "wn1 fix", "wn3 impossible"]));
        Assert.That(lines[1].GetProperty("changes").GetRawText(), Is.EqualTo(
            "[{\"action\":\"update\",\"package\":\"b-2-1.x86_64\",\"old\":\"b-1-1.x86_64\",\"because\":[\"a-2-1.x86_64 requires b >= 2\"]}]"));
        Assert.That(lines[2].GetProperty("problems").GetRawText(), Is.EqualTo(
            "[{\"locked\":[\"c-2-1.x86_64\"],\"text\":\"c-2-1.x86_64 requires nobody; nothing provides it\\nEither leave out c-2-1.x86_64, or get a build of c that does without nobody, or a package that provides it\"}]"));
    }

    [Test]
    public void Where_nothing_is_missing_the_exit_code_is_0()
    {
        using Files files = new("a-1-1.x86_64\nb-2-1.x86_64\n", "a-2-1.x86_64\n");
        CommandRun run = CommandRun.Of("check", "--profile", files["wn1.txt"], "--repo", files["primary.xml"], "--update", files["update.txt"]);
        Assert.That((run.Code, run.Out), Is.EqualTo((0, "update.txt: 1 machine: 1 ok\n")));
    }

    [Test]
    public void A_folder_that_is_named_for_tables_takes_them_and_without_cache_nothing_is_written()
    {
        using Files files = new("a-1-1.x86_64\nb-1-1.x86_64\n", "a-2-1.x86_64\n");
        string[] check = ["check", "--profile", files["wn1.txt"], "--repo", files["."], "--update", files["update.txt"]];
        CommandRun without = CommandRun.Of([.. check, "--no-cache"]);
        Assert.That(Directory.Exists(files["cache"]), Is.False);
        Assert.That(CommandRun.Of([.. check, "--cache", files["cache"]]), Is.EqualTo(without));
        Assert.That(Directory.GetFiles(files["cache/tables"]), Has.Length.EqualTo(1));
        Assert.That(CommandRun.Of([.. check, "--cache", files["cache"]]), Is.EqualTo(without));
    }

    [Test]
    public void A_folder_that_is_named_and_takes_nothing_is_a_warning()
    {
        using Files files = new("a-1-1.x86_64\nb-2-1.x86_64\n", "a-2-1.x86_64\n");
        CommandRun run = CommandRun.Of("check", "--profile", files["wn1.txt"], "--repo", files["."], "--update", files["update.txt"], "--cache", files["wn1.txt"]);
        Assert.That((run.Code, run.Out), Is.EqualTo((0, "update.txt: 1 machine: 1 ok\n")));
        Assert.That(run.Error, Does.StartWith($"{files["wn1.txt"]}: warning GE2860: The table of the repositories cannot be kept ("));
    }

    [TestCase(new string[0], "1 b-2-1.x86_64 is of stream b:2, which is not active")]
    [TestCase(new[] { "--module", "b:2" }, "1 update b-2-1.x86_64 (was b-1-1.x86_64): a-2-1.x86_64 requires b >= 2")]
    [TestCase(new[] { "--module-hotfixes", "." }, "1 update b-2-1.x86_64 (was b-1-1.x86_64): a-2-1.x86_64 requires b >= 2")]
    public void Packages_of_streams_that_the_machine_does_not_use_are_not_taken(string[] options, string expected)
    {
        const string Yaml = "---\ndocument: modulemd\nversion: 2\ndata:\n  name: b\n  stream: 2\n  version: 1\n  context: c\n  artifacts:\n    rpms:\n    - b-0:2-1.x86_64\n...\n";
        using Files files = new("a-1-1.x86_64\nb-1-1.x86_64\n", "a-2-1.x86_64\n");
        files.Write("modules.yaml", Yaml);
        files.Write("repodata/repomd.xml", File.ReadAllText(files["repodata/repomd.xml"]).Replace("</repomd>",
            $"<data type=\"modules\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Yaml)))}</checksum><location href=\"modules.yaml\"/></data></repomd>", StringComparison.Ordinal));
        CommandRun run = CommandRun.Of(["check", "--profile", files["wn1.txt"], "--repo", files["."], "--update", files["update.txt"], "--no-cache", .. options.Select(o => o == "." ? files["."] : o)]);
        Assert.That($"{run.Code} {run.Out}", Does.StartWith("1 ").And.Contains(expected[2..]), run.Error);
    }

    [TestCase("check", "--profile x --repo y")]
    [TestCase("check", "--requests r --repo y")]
    [TestCase("check", "--profile x --repo y --update z --cache c --no-cache")]
    public void Half_a_question_is_wrong_use(string command, string rest) => Assert.That(CommandRun.Of([command, .. rest.Split(' ')]).Code, Is.EqualTo(2));

    private sealed class Files : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("grif-errata-check-").FullName;

        public Files(string machine, string update)
        {
            Write("primary.xml", Primary);
            Directory.CreateDirectory(this["repodata"]);
            Write("repodata/repomd.xml", $"<repomd xmlns=\"http://linux.duke.edu/metadata/repo\"><data type=\"primary\"><checksum type=\"sha256\">{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Primary)))}</checksum><location href=\"primary.xml\"/></data></repomd>");
            Write("wn1.txt", machine);
            Write("update.txt", update);
        }

        public string this[string name] => Path.Combine(_folder, name);

        public void Write(string name, string text) => File.WriteAllText(this[name], text);

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
