using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using GrifErrata.Rpm;

namespace GrifErrata.Monitor.Reports;

/// <summary>The packages of one report while its lines are read.</summary>
internal sealed class PackageList
{
    private delegate bool LineReader(ReadOnlySpan<byte> line, out Nevra? package);

    private static readonly PackageLineCache Cache = new();

    private readonly List<Nevra> _packages;
    private readonly LineReader _read;
    private bool _inOrder = true;

    private PackageList(LineReader read, int capacity)
    {
        _read = read;
        _packages = new(capacity);
    }

    /// <summary>Lines that are no package.</summary>
    public int BadLines { get; private set; }

    /// <summary>Reads all lines; empty ones and rpm's keys are left out.</summary>
    /// <param name="lines">The lines, in protocol 4 or 5.</param>
    /// <param name="protocol">4 or 5.</param>
    /// <param name="refusal">Null, or 413 for too many lines, 400 for one that is too long.</param>
    public static PackageList Read(ReadOnlySpan<byte> lines, int protocol, out Refusal? refusal)
    {
        // Lines have 30 to 45 bytes.
        int capacity = Math.Min(lines.Length / 32, ReportLimits.Packages);
        var list = new PackageList(protocol == 4 ? PackageLine.TryReadQuoted : PackageLine.TryReadTabbed, capacity);
        int read = 0;
        while (!lines.IsEmpty)
        {
            ReadOnlySpan<byte> line = ReportBytes.NextLine(ref lines);
            if (++read > ReportLimits.Packages)
            {
                refusal = new(413, $"The report has more than {Written(ReportLimits.Packages)} lines. No machine has so many packages.");
                return list;
            }

            if (line.Length > ReportLimits.Line)
            {
                refusal = new(400, $"Package line {Written(read)} has more than {Written(ReportLimits.Line)} bytes. Send one package a line.");
                return list;
            }

            list.Add(line);
        }

        refusal = null;
        return list;
    }

    /// <summary>The packages, each once, in <see cref="PackageOrder"/>; or why they are refused: 422.</summary>
    public (ImmutableArray<Nevra> Packages, Refusal? Refusal) Finish()
    {
        int lines = _packages.Count + BadLines;
        if (BadLines * 100L > lines)
        {
            return ([], new(422, $"{Written(BadLines)} of {Written(lines)} lines are no packages, more than one in a hundred. " +
                "Send what rpm -qa lists, in the form of the protocol."));
        }

        if (_packages.Count == 0) return ([], new(422, "The report has no packages. See whether rpm -qa lists any on the machine."));
        if (_inOrder) return ([.. _packages], null);

        _packages.Sort(PackageOrder.Instance);
        Span<Nevra> sorted = CollectionsMarshal.AsSpan(_packages);
        int kept = 1;
        foreach (Nevra package in sorted[1..])
        {
            if (PackageOrder.Instance.Compare(sorted[kept - 1], package) != 0) sorted[kept++] = package;
        }

        return ([.. sorted[..kept]], null);
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Add(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty) return;
        Nevra? package = Cache.Find(line, out int hash);
        if (package is null)
        {
            if (!_read(line, out package))
            {
                BadLines++;
                return;
            }

            if (package is null) return;
            Cache.Add(hash, line, package);
        }

        _inOrder = _inOrder && (_packages.Count == 0 || PackageOrder.Instance.Compare(_packages[^1], package) < 0);
        _packages.Add(package);
    }
}
