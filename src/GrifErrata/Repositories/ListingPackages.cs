using System.Globalization;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;
using GrifErrata.Time;

namespace GrifErrata.Repositories;

/// <summary>Gathers the packages and the errors of one listing, and says when to stop reading.</summary>
internal sealed class ListingPackages(string file, int maxPackages, DiagnosticBag diagnostics)
{
    /// <summary>Errors after which the rest of a file is not read.</summary>
    public const int MaxErrors = 20;

    private readonly List<Package> _packages = [];
    private readonly Dictionary<Nevra, int> _indexes = [];
    private int _errors;

    /// <summary>The packages, each NEVRA once, in the order of their first lines.</summary>
    public IReadOnlyList<Package> All => _packages;

    /// <summary>Nothing more is to be read.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Adds an error of this file.</summary>
    public void AddError(DiagnosticDescriptor descriptor, int line, int column, string message)
    {
        var location = new SourceLocation(file, line, column);
        diagnostics.Add(descriptor, location, message);
        if (++_errors < MaxErrors || Stopped) return;
        Stopped = true;
        diagnostics.Add(ListingDiagnostics.TooManyErrors, location,
            $"The rest of this file was not read, because it has {MaxErrors} errors up to here. Correct these first.");
    }

    /// <summary>Adds a line's error for being too long.</summary>
    public void AddTooLong(int line) => AddError(ListingDiagnostics.LineTooLong, line, ListingLines.MaxLength + 1,
        $"This line has more than {ListingLines.MaxLength} characters. Write one package a line.");

    /// <summary>Adds the package of a line. What an earlier line of the same NEVRA leaves out is completed.</summary>
    public void Add(Nevra nevra, DateTimeOffset? buildTime, string? sourceRpm, int line, int column)
    {
        if (_indexes.TryGetValue(nevra, out int index))
        {
            Package first = _packages[index];
            if (first.BuildTime is { } one && buildTime is { } other && one != other)
            {
                AddError(ListingDiagnostics.TwoBuildTimes, line, column,
                    $"{nevra} has the build time {UtcText.Second(other)} here and {UtcText.Second(one)} at line {first.Origin.Line} of this file. Remove the wrong line.");
            }

            _packages[index] = first with { BuildTime = first.BuildTime ?? buildTime, SourceRpm = first.SourceRpm ?? sourceRpm };
            return;
        }

        if (_packages.Count == maxPackages)
        {
            AddError(ListingDiagnostics.TooManyPackages, line, column,
                $"This listing has more than {maxPackages.ToString(CultureInfo.InvariantCulture)} packages, which is taken for a mistake. Split it, or raise the reader's limit.");
            Stopped = true;
            return;
        }

        _indexes.Add(nevra, _packages.Count);
        _packages.Add(new Package(nevra, buildTime, sourceRpm, new SourceLocation(file, line, column)));
    }
}
