using System.Collections.Immutable;
using System.Text.Json;
using System.Xml;
using GrifErrata.Advisories;
using GrifErrata.Advisories.Oval;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Dependencies;
using GrifErrata.Diagnostics;
using GrifErrata.Input;
using GrifErrata.Profiles;
using GrifErrata.Repositories;
using GrifErrata.Rpm;
using GrifErrata.Sources;

namespace GrifErrata.Benchmarks;

/// <summary>One measured piece of work in a process of its own.</summary>
internal static class Child
{
    public static int Run(string what, string path) => what switch
    {
        "updateinfo" => Read(path, (content, found) => new UpdateInfoReader().Read(content, path, found, CancellationToken.None)),
        "oval" => Read(path, (content, found) => new OvalReader().Read(content, path, found, CancellationToken.None)),
        "primary" => Read(path, (content, found) => new PrimaryReader().Read(content, path, found, CancellationToken.None)),
        "checks" => CheckMany(path),
        "folder" => ReadFolder(path),
        "jsonreader" => WalkWithJsonReader(path),
        "xmlreader" => WalkWithXmlReader(path),
        "evr" => EvrSpeed.Run(path),
        "build" => BuildSpeed.Run(path),
        "nothing" => 0,
        _ => 2,
    };

    private static int Read<T>(string path, Func<InputContent, DiagnosticBag, IReadOnlyList<T>> read)
    {
        DiagnosticBag diagnostics = [];
        IReadOnlyList<T>? result = InputFile.Read(path, InputLimits.Default, expected: null, diagnostics, read);
        Console.WriteLine($"{result?.Count} read, {diagnostics.Count} messages");
        return diagnostics.Count;
    }

    private static int CheckMany(string folder)
    {
        DiagnosticBag diagnostics = [];
        UpdateCheck check = new(PackageTables.Read([Path.Combine(folder, "primary.xml")], diagnostics, CancellationToken.None), new());
        ImmutableArray<Nevra> update = NevraList.ReadUpdate(Path.Combine(folder, "update.txt"), diagnostics)!.Value;
        int changes = MachineFolder.Read(Path.Combine(folder, "machines"), diagnostics).Sum(m => check.Check(MachinePackages.Known(m), update).Changes.Length);
        Console.WriteLine($"{changes} changes");
        return diagnostics.Count;
    }

    private static int ReadFolder(string path)
    {
        DiagnosticBag diagnostics = [];
        Console.WriteLine($"{AdvisorySources.Read(path, diagnostics, CancellationToken.None).Count} read, {diagnostics.Count} messages");
        return diagnostics.Count;
    }

    // The least that a reader on top of Utf8JsonReader would do: every file as a whole in memory, each token looked at.
    private static int WalkWithJsonReader(string path)
    {
        byte[] buffer = new byte[1 << 20];
        long tokens = 0, bytes = 0;
        foreach (string file in Directory.EnumerateFiles(path).Order(StringComparer.Ordinal))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            Utf8JsonReader json = new(buffer.AsSpan(0, stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)));
            while (json.Read())
            {
                tokens++;
                bytes += json.ValueSpan.Length;
            }
        }

        Console.WriteLine($"{tokens} tokens, {bytes} bytes of them");
        return 0;
    }

    // The least that a reader on top of XmlReader would do: look at each element's attributes.
    private static int WalkWithXmlReader(string path)
    {
        using XmlReader xml = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });
        int elements = 0, characters = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            elements++;
            while (xml.MoveToNextAttribute()) characters += xml.Value.Length;
        }

        Console.WriteLine($"{elements} elements, {characters} characters of attributes");
        return 0;
    }
}
