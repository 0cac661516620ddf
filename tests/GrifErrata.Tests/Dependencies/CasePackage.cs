using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A package of a <see cref="DependencyCase"/>.</summary>
/// <param name="Nevra">What it is.</param>
/// <param name="Repository">Number of its repository.</param>
/// <param name="Source">File name of its source package, or null.</param>
/// <param name="Built">When it was built, or null.</param>
internal sealed record CasePackage(Nevra Nevra, int Repository, string? Source, DateTimeOffset? Built)
{
    private readonly List<(string Kind, string Text)> _lines = [];

    /// <summary>A package of a case's line: <c>NEVRA [source file] [built day]</c>.</summary>
    public static CasePackage Parse(string[] words, int repository)
    {
        string? After(string word) => Array.IndexOf(words, word) is >= 0 and int at ? words[at + 1] : null;
        return new(Nevras(words[0]).Single(), repository, After("source"), After("built") is { } day ? Day(day) : null);
    }

    public static IEnumerable<Nevra> Nevras(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => NevraParser.Parse(t, out _) ?? throw new FormatException(t));

    public static DateTimeOffset Day(string text) => DateTimeOffset.Parse(text + "T00:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Adds one of its lines.</summary>
    public void Add(string kind, string text) => _lines.Add((kind, text));

    public void AddTo(PackageTableBuilder table) =>
        table.Add(Nevra, Lines("provides"), Lines("requires"), Lines("conflicts"), Lines("obsoletes"), Lines("file"), Source, Built);

    /// <summary>What rpmbuild makes the package of. Its files tell its version, so that those of two versions differ.</summary>
    public string Spec()
    {
        Nevra source = Source is null ? Nevra : NevraParser.Parse(Path.GetFileNameWithoutExtension(Source), out _)!;
        bool isMain = source.Name == Nevra.Name;
        string section = isMain ? string.Empty : $" -n {Nevra.Name}";
        StringBuilder spec = new();
        spec.Append("%define __os_install_post %{nil}\n%define debug_package %{nil}\n");
        if (!isMain) spec.Append(CultureInfo.InvariantCulture, $"Name: {source.Name}\nVersion: {source.Evr.Version}\nRelease: {source.Evr.Release}\nSummary: -\nLicense: -\n%description\n-\n");
        spec.Append(isMain ? $"Name: {Nevra.Name}\nLicense: -\n" : $"%package{section}\n");
        spec.Append(CultureInfo.InvariantCulture, $"Summary: -\nEpoch: {Nevra.Evr.Epoch ?? 0}\nVersion: {Nevra.Evr.Version}\nRelease: {Nevra.Evr.Release}\nAutoReqProv: no\n");
        foreach ((string kind, string text) in _lines.Where(l => l.Kind != "file"))
            spec.Append(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(kind[0])}{kind[1..]}: {text}\n");
        spec.Append(CultureInfo.InvariantCulture, $"%description{section}\n-\n%install\n");
        foreach (string file in Lines("file"))
            spec.Append(CultureInfo.InvariantCulture, $"mkdir -p %{{buildroot}}{Path.GetDirectoryName(file)}\necho {Nevra.Evr} >%{{buildroot}}{file}\n");
        spec.Append(CultureInfo.InvariantCulture, $"%files{section}\n").AppendJoin('\n', Lines("file")).Append('\n');
        return spec.ToString();
    }

    private IEnumerable<string> Lines(string kind) => _lines.Where(l => l.Kind == kind).Select(l => l.Text);
}
