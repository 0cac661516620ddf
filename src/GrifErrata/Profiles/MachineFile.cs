using GrifErrata.Diagnostics;
using GrifErrata.Input;

namespace GrifErrata.Profiles;

/// <summary>Reads one machine's profile or package list, plain or compressed; its content says which it is.</summary>
public static class MachineFile
{
    /// <summary>At most 64 MiB: a profile of 2,000 packages has less than one.</summary>
    public static InputLimits Limits { get; } = new() { MaxDocumentBytes = 64L << 20 };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Takes errors: GE1001 to GE1009, GE1741 to GE1747.</param>
    /// <returns>The machine, or null after an error.</returns>
    public static Machine? Read(string path, DiagnosticBag diagnostics)
    {
        // A box, because the reading of a file returns something even after an error in its content.
        return InputFile.Read(path, Limits, null, diagnostics, (content, found) => new Found(Read(content, path, found)))?.Machine;
    }

    private static Machine? Read(InputContent content, string path, DiagnosticBag diagnostics)
    {
        ReadOnlySpan<byte> head = content.Head();
        if (head.StartsWith("\uFEFF"u8)) head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (head.IsEmpty || head.Contains((byte)0) )
        {
            diagnostics.Add(ProfileDiagnostics.Unknown, new(path),
                "The file is not a profile in JSON or XML, a report of Pakiti's client or the output of `rpm -qa`. Make it again, or take it out of the folder.");
            return null;
        }

        if (head[0] == (byte)'<') return XmlProfileReader.Read(content, path, diagnostics);
        if (head[0] is not ((byte)'{' or (byte)'[')) return PackageListReader.Read(content, path, diagnostics);
        using MemoryStream whole = new();
        content.CopyTo(whole);
        ReadOnlyMemory<byte> json = whole.GetBuffer().AsMemory(0, (int)whole.Length);
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        return JsonProfileReader.Read(json, path, diagnostics);
    }

    private sealed record Found(Machine? Machine);
}
