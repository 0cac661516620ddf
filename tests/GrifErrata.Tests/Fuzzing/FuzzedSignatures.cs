using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Signatures;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>Signatures and keys: right, or refused.</summary>
internal static class FuzzedSignatures
{
    private static readonly DateTimeOffset Now = new(2010, 11, 25, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Seeds = Path.Combine(FuzzSamples.Folder, "Seeds", "public-keys");

    private static readonly Lazy<PublicKeys[]> Trusted = new(() => [.. FuzzSamples.Files(Seeds).Select(path => PublicKeys.Read(path, new(path), [])!)]);

    /// <summary>Checks signatures of the text <c>content</c>; returns the fingerprints of those that are right.</summary>
    public static string[] Check(byte[] input, DiagnosticBag diagnostics)
    {
        string signed = Path.Combine(FuzzFolder.Path, "signed");
        File.WriteAllBytes(signed, "content"u8);
        List<string> right = [];
        foreach (PublicKeys keys in Trusted.Value)
        {
            string? fingerprint = new DetachedSignature(keys, Now).Check(input, signed, "f.asc", out Diagnostic? problem);
            if (fingerprint is null != problem is not null) throw new InvalidOperationException("A signature is right or has a problem.");
            if (problem is not null) diagnostics.Add(problem);
            else right.Add(fingerprint!);
        }

        return [.. right];
    }

    /// <summary>Reads keys; returns their names.</summary>
    public static string? Keys(byte[] input, DiagnosticBag diagnostics)
    {
        string path = Path.Combine(FuzzFolder.Path, "keys.asc");
        File.WriteAllBytes(path, input);
        PublicKeys? keys = PublicKeys.Read(path, new(path, 1, 1), diagnostics);
        if (keys is null != diagnostics.HasErrors) throw new InvalidOperationException("A file of keys is right or has an error.");
        return keys?.Names;
    }
}
