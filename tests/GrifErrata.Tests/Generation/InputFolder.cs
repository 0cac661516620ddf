using System.Security.Cryptography;
using System.Text;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Tests.Generation;

/// <summary>A maintainer's folder in a temporary place, with its output beside it: one OS, two versions, the first released.</summary>
public sealed class InputFolder : IDisposable
{
    public InputFolder()
    {
        Root = Directory.CreateTempSubdirectory("grif-errata-").FullName;
        Write("os.yaml", """
            nodeOsVersion: sl550-x86_64
            arch: x86_64
            pan: { extension: tpl, shape: lines, backend: spma }
            select: repository
            sources:
              base: [sources/base.csv]
              errata: [sources/errata.csv]
              advisories: [sources/advisories/*]
            """);
        Write("sources/base.csv", "name,version,release,arch\nglibc,2.5,49,x86_64\nkernel,2.6.18,194.el5,x86_64\n");
        Write("sources/errata.csv", """
            name,version,release,arch,build_time
            glibc,2.5,49.el5_5.6,x86_64,2010-10-20
            glibc,2.5,49.el5_5.7,x86_64,2010-10-26
            kernel,2.6.18,194.17.4.el5,x86_64,2010-10-26
            """);
        Write("sources/advisories/a.xml", Updates("""
            <update type="security"><id>RHSA-2010:0793</id><issued date="2010-10-25"/><severity>Important</severity>
            <references><reference type="cve" id="CVE-2010-3856"/></references>
            <pkglist><collection><package name="glibc" version="2.5" release="49.el5_5.7" arch="x86_64"/></collection></pkglist></update>
            """));
        Write("updates/20101022.yaml", "kind: monthly\nstate: released\nkernel: 2.6.18-194.el5\n");
        Write("updates/20101125.yaml", "kind: monthly\nstate: draft\nkernel: 2.6.18-194.el5\nadvisories: [RHSA-2010:0793]\n");
    }

    public string Root { get; }

    public string Input => Path.Combine(Root, "errata-input");

    public string Output => Path.Combine(Root, "templates", "pan");

    public string Received => Path.Combine(Root, "received");

    public string OsFolder => Path.Combine(Input, "sl5.5-x86_64");

    public static string Updates(string updates) => $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n{updates}\n</updates>\n";

    /// <summary>Writes a file below the OS's folder.</summary>
    public void Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    public void Write(string relative, byte[] content)
    {
        string path = Path.Combine(OsFolder, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void Replace(string relative, string old, string with)
    {
        string text = File.ReadAllText(Path.Combine(OsFolder, relative));
        Assert.That(text, Does.Contain(old), "the text to replace");
        Write(relative, text.Replace(old, with, StringComparison.Ordinal));
    }

    public (GenerationResult Result, DiagnosticBag Diagnostics) Run(GenerationMode mode = GenerationMode.Update, bool acceptReleased = false)
    {
        DiagnosticBag diagnostics = [];
        GenerationResult result = ErrataGenerator.Run(
            new(Input, Output, mode) { ReceivedDirectory = Received, AcceptReleased = acceptReleased }, diagnostics, NullLogger.Instance);
        return (result, diagnostics);
    }

    /// <summary>What a run prints, with paths relative to the temporary folder.</summary>
    public string Print(GenerationMode mode = GenerationMode.Update, bool acceptReleased = false) =>
        string.Join('\n', Run(mode, acceptReleased).Diagnostics).Replace(Root + "/", string.Empty, StringComparison.Ordinal);

    /// <summary>Every file of the output with its hash.</summary>
    public SortedDictionary<string, string> OutputHashes()
    {
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        foreach (string path in Directory.Exists(Output) ? Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories) : [])
            hashes.Add(Path.GetRelativePath(Output, path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        return hashes;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
