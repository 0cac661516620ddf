using System.Diagnostics;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Signatures;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Feeds;

/// <summary>Signatures as publishers make them, with GnuPG; skipped where it is not installed.</summary>
internal sealed class GpgAgreement
{
    [TestCase("ed25519", "SHA512")]
    [TestCase("rsa2048", "SHA256")]
    public void What_gpg_signed_is_right_and_is_wrong_for_another_file(string kind, string hash)
    {
        using TemporaryFolder folder = new();
        string home = Directory.CreateDirectory(Path.Combine(folder.Path, "g")).FullName;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string file = folder.Write("repomd.xml", "<repomd/>"u8.ToArray()), other = folder.Write("other.xml", "<other/>"u8.ToArray());
        try
        {
            Run("gpg", "--homedir", home, "--batch", "--passphrase", string.Empty, "--quick-gen-key", "a@example.org", kind, "sign", "never");
            Run("gpg", "--homedir", home, "--batch", "--armor", "--output", Path.Combine(folder.Path, "key"), "--export");
            Run("gpg", "--homedir", home, "--batch", "--pinentry-mode", "loopback", "--passphrase", string.Empty, "--digest-algo", hash, "--armor", "--detach-sign", file);
        }
        finally
        {
            Run("gpgconf", "--homedir", home, "--kill", "all");
        }

        DiagnosticBag diagnostics = [];
        PublicKeys keys = PublicKeys.Read(Path.Combine(folder.Path, "key"), default, diagnostics)!;
        DetachedSignature signature = new(keys, DateTimeOffset.UtcNow);
        byte[] asc = File.ReadAllBytes(file + ".asc");
        Assert.That(signature.Check(asc, file, "repomd.xml.asc", out Diagnostic? problem), Has.Length.EqualTo(40), problem?.ToString());
        Assert.That(signature.Check(asc, other, "repomd.xml.asc", out problem), Is.Null);
        Assert.That(problem!.Code, Is.EqualTo("GE1832"));
    }

    private static void Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        try
        {
            using Process process = Process.Start(start)!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
        }
    }
}
