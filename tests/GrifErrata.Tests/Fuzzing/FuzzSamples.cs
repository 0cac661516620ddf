using GrifErrata.Input;

namespace GrifErrata.Tests.Fuzzing;

/// <summary>The right files from which the wrong ones are made.</summary>
internal static class FuzzSamples
{
    // Larger ones cost time and show nothing that these do not.
    private const int MaxLength = 128 * 1024;

    /// <summary>The folder of this class in the checkout.</summary>
    public static string Folder { get; } = Path.Combine(Checkout.Root, "tests", "GrifErrata.Tests", "Fuzzing");

    /// <summary>The samples of a reader, own ones first, in the same order everywhere.</summary>
    public static IReadOnlyList<byte[]> Of(FuzzedReader reader)
    {
        IEnumerable<string> own = reader.Samples.Select(s => Path.Combine(Checkout.Root, s)).Prepend(Path.Combine(Folder, "Seeds", reader.Name))
            .Append(Path.Combine(Folder, "Found", reader.Name));
        IEnumerable<string> shared = reader.Shared.Select(SharedData.Find).OfType<string>();
        return [.. own.SelectMany(Files).Select(File.ReadAllBytes), .. shared.SelectMany(Files).Select(path => reader.HasLines ? Open(path) : File.ReadAllBytes(path)).Where(s => s.Length <= MaxLength)];
    }

    /// <summary>The files of a folder but for expected outputs; a file itself; nothing of what is absent.</summary>
    public static IEnumerable<string> Files(string path) => File.Exists(path) ? [path] : !Directory.Exists(path) ? []
        : Directory.EnumerateFiles(path).Where(f => Path.GetExtension(f) != ".cs" && !f.Contains(".received.", StringComparison.Ordinal) && !f.EndsWith(".verified.txt", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    private static byte[] Open(string path) => InputFile.Read(path, InputLimits.Default, null, [], (content, _) =>
    {
        using MemoryStream whole = new();
        content.CopyTo(whole);
        return whole.ToArray();
    })!;
}
