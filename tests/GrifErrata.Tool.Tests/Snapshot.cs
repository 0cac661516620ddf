using System.Runtime.CompilerServices;
using GrifErrata.Snapshots;

namespace GrifErrata.Tool.Tests;

/// <summary>Compares a text with the verified file of the test beside it.</summary>
internal static class Snapshot
{
    /// <summary>Fails where the text differs from <c>&lt;test&gt;.verified.&lt;extension&gt;</c>, and writes the received file beside it.</summary>
    public static void Verify(string text, string extension = "txt", [CallerMemberName] string test = "")
    {
        string name = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tool.Tests", $"{test}.{extension}");
        string verified = SnapshotComparison.VerifiedName(name), received = SnapshotComparison.ReceivedName(name);
        SnapshotDifference? difference = SnapshotComparison.Compare(File.Exists(verified) ? File.ReadAllText(verified) : string.Empty, text);
        if (difference is null)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{verified}({difference.Line},{difference.Column}): {difference}. If it is right: mv {received} {verified}");
    }
}
