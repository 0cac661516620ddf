using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>Reads a listing in CSV: a header with <c>name,epoch,version,release,arch[,build_time,source]</c> in any order, then one package a line.</summary>
/// <remarks>
/// Quotes follow RFC 4180. <c>epoch</c>, <c>build_time</c> and <c>source</c> may be empty or left out; a column <c>groups</c> is
/// passed over; any other is error GE1212. Blank lines are passed over.
/// </remarks>
public sealed class CsvListingReader : IPackageReader
{
    /// <inheritdoc/>
    public string Format => "CSV listing";

    /// <summary>Most packages of one listing; what has more is error GE1216.</summary>
    public int MaxPackages { get; init; } = 2_000_000;

    /// <summary>Whether the first line names the columns name, version, release and arch.</summary>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        using var content = new MemoryStream(head.ToArray());
        using var lines = new ListingLines(content);
        List<ListingField> fields = [];
        return lines.TryRead(out ReadOnlySpan<char> line, out _)
            && ListingRow.Split(line, fields, out _) is null
            && ((string[])["name", "version", "release", "arch"]).All(column => fields.Exists(field => field.Text == column));
    }

    /// <inheritdoc/>
    public IReadOnlyList<Package> Read(Stream content, string file, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        var packages = new ListingPackages(file, MaxPackages, diagnostics);
        using var lines = new ListingLines(content);
        List<ListingField> fields = [];
        ListingColumns? columns = ReadHeader(lines, fields, packages);
        while (columns is not null && !packages.Stopped && lines.TryRead(out ReadOnlySpan<char> line, out bool tooLong))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tooLong) packages.AddTooLong(lines.Number);
            else if (!line.IsEmpty) ReadLine(line, lines.Number, columns, fields, packages);
        }

        return packages.All;
    }

    private static ListingColumns? ReadHeader(ListingLines lines, List<ListingField> fields, ListingPackages packages)
    {
        lines.TryRead(out ReadOnlySpan<char> line, out bool tooLong);
        if (tooLong)
        {
            packages.AddTooLong(1);
            return null;
        }

        ListingColumns? columns = null;
        string? problem = ListingRow.Split(line, fields, out int column) ?? ListingColumns.Read(fields, out columns, out column);
        if (problem is not null) packages.AddError(ListingDiagnostics.BadHeader, 1, column, problem);
        return columns;
    }

    private static void ReadLine(ReadOnlySpan<char> line, int number, ListingColumns columns, List<ListingField> fields, ListingPackages packages)
    {
        string? problem = ListingRow.Split(line, fields, out int column);
        if (problem is null && fields.Count != columns.Count)
        {
            column = fields.Count > columns.Count ? fields[columns.Count].Column : line.Length + 1;
            problem = $"This line has {fields.Count} fields, and the header {columns.Count}. Write one field a column; an empty one keeps its comma.";
        }

        if (problem is not null)
        {
            packages.AddError(ListingDiagnostics.BadRow, number, column, problem);
            return;
        }

        var row = new Row(fields, number, packages);
        ListingField name = fields[columns.Name];
        row.Check(name, RpmAlphabet.IsName(name.Text), "a package name: letters, digits, '.', '_', '+' and '-', starting with a letter, a digit or '_'");
        string version = row.Version(columns.Version);
        string release = row.Version(columns.Release);
        ListingField arch = fields[columns.Arch];
        row.Check(arch, RpmAlphabet.IsArch(arch.Text), "an architecture such as x86_64, i686 or noarch: lower case letters, digits and '_'");
        int? epoch = row.Epoch(columns.Epoch);
        DateTimeOffset? buildTime = row.Time(columns.BuildTime);
        string? source = row.Source(columns.Source);
        if (row.IsGood) packages.Add(new Nevra(name.Text, new Evr(epoch, version, release), arch.Text), buildTime, source, number, 1);
    }

    /// <summary>Reads the fields of one line and reports each bad one at its column.</summary>
    private sealed class Row(List<ListingField> fields, int number, ListingPackages packages)
    {
        public bool IsGood { get; private set; } = true;

        public bool Check(ListingField field, bool good, string expected)
        {
            if (good) return true;
            IsGood = false;
            if (!packages.Stopped)
            {
                packages.AddError(ListingDiagnostics.BadField, number, field.Column,
                    $"{UntrustedText.Quote(field.Text)} is not {expected}. Correct it.");
            }

            return false;
        }

        public string Version(int column)
        {
            Check(fields[column], RpmAlphabet.IsVersion(fields[column].Text), "a version or release: letters, digits, '.', '_', '+', '~' and '^'");
            return fields[column].Text;
        }

        public int? Epoch(int column)
        {
            if (IsEmpty(column)) return null;
            bool good = RpmAlphabet.TryParseEpoch(fields[column].Text, out int epoch);
            return Check(fields[column], good, "an epoch: a number from 0 to 2147483647, or nothing") ? epoch : null;
        }

        public DateTimeOffset? Time(int column)
        {
            if (IsEmpty(column)) return null;
            bool good = ListingTime.TryParse(fields[column].Text, out DateTimeOffset time);
            return Check(fields[column], good,
                "a build time: Unix seconds of at least 9 digits, 2010-10-27, 2010-10-27T20:00:00Z, 2010-10-27 20:00:00 (UTC), or nothing") ? time : null;
        }

        public string? Source(int column)
        {
            if (IsEmpty(column)) return null;
            string text = fields[column].Text;
            bool good = text.EndsWith(".rpm", StringComparison.Ordinal) && !text.Contains('/', StringComparison.Ordinal)
                && NevraParser.TryParse(text, out Nevra? source) && source.Arch is Architectures.Source or Architectures.SourceWithoutSources;
            return Check(fields[column], good, "the file name of a source package such as glibc-2.5-49.src.rpm, or nothing") ? text : null;
        }

        private bool IsEmpty(int column) => column < 0 || fields[column].Text.Length == 0;
    }
}
