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

    [TestCase("check", "--profile x --repo y")]
    [TestCase("check", "--requests r --repo y")]
    public void Half_a_question_is_wrong_use(string command, string rest) => Assert.That(CommandRun.Of([command, .. rest.Split(' ')]).Code, Is.EqualTo(2));

    private sealed class Files : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("grif-errata-check-").FullName;

        public Files(string machine, string update)
        {
            Write("primary.xml", Primary);
            Write("wn1.txt", machine);
            Write("update.txt", update);
        }

        public string this[string name] => Path.Combine(_folder, name);

        public void Write(string name, string text) => File.WriteAllText(this[name], text);

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
