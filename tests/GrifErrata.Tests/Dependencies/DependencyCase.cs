using System.Globalization;
using System.Text;
using GrifErrata.Dependencies;
using GrifErrata.Modules;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>A machine, an update and repositories, written as a text that a reviewer can read.</summary>
/// <remarks>
/// <c>installed N...</c>, <c>update N...</c>, <c>cutoff day</c>, <c>filelists</c>, <c>repository</c>, and <c>package N [source file] [built day]</c> with
/// <c>module name:stream:version:context N...</c>, <c>default name:stream</c>, <c>streams name:stream...</c> for those that are enabled,
/// <c>hotfixes number of the repository</c>; below a package
/// lines <c>provides|requires|conflicts|obsoletes|recommends|file text</c> below. What is installed is in a repository too, unless it has no
/// <c>package</c>. <c>dnf before ok</c> and the like say where dnf is meant to differ (<see cref="AgainstDnf"/>).
/// </remarks>
internal sealed record DependencyCase(PackageTable Table, IReadOnlyList<Nevra> Profile, IReadOnlyList<Nevra> Update, CheckOptions Options)
{
    /// <summary>What the table was made of.</summary>
    public IReadOnlyList<CasePackage> Packages { get; init; } = [];

    /// <summary>Where dnf is meant to differ.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    public CheckAnswer Check() => new UpdateCheck(Table, Options).Check(Profile, Update);

    public static DependencyCase Parse(string text)
    {
        PackageTableBuilder table = new();
        List<Nevra> profile = [], update = [];
        CheckOptions options = new();
        List<CasePackage> packages = [];
        List<string> differences = [];
        int repository = -1;
        foreach (string line in text.Split('\n').Where(l => l.Trim().Length > 0 && !l.StartsWith('#')))
        {
            string[] words = line.Trim().Split(' ', 2);
            string rest = words.Length > 1 ? words[1] : string.Empty;
            if (char.IsWhiteSpace(line[0]))
            {
                packages[^1].Add(words[0], rest);
                continue;
            }

            switch (words[0])
            {
                case "installed": profile.AddRange(CasePackage.Nevras(rest)); break;
                case "update": update.AddRange(CasePackage.Nevras(rest)); break;
                case "cutoff": options = options with { Cutoff = CasePackage.Day(rest) }; break;
                case "module": table.Add(Module(rest.Split(' '))); break;
                case "default": table.Add(new ModuleMetadata([], [new(rest.Split(':')[0], rest.Split(':')[1], default)])); break;
                case "streams": options = options with { Streams = [.. rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)] }; break;
                case "hotfixes": options = options with { Hotfixes = options.Hotfixes.Add(int.Parse(rest, CultureInfo.InvariantCulture)) }; break;
                case "filelists": table.HasFileLists = true; break;
                case "repository": repository++; break;
                case "package": packages.Add(CasePackage.Parse(rest.Split(' '), Math.Max(repository, 0))); break;
                case "dnf": differences.Add(rest); break;
                default: throw new FormatException(line);
            }
        }

        table.StartRepository();
        for (int i = 0; i < packages.Count; i++)
        {
            if (i > 0 && packages[i].Repository > packages[i - 1].Repository) table.StartRepository();
            packages[i].AddTo(table);
        }

        return new(table.Build(), profile, update, options) { Packages = packages, Differences = differences };
    }

    /// <summary>The answer as a text: verdict, changes with their reasons, problems, warnings.</summary>
    public static string Describe(CheckAnswer answer)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{Lower(answer.Result.ToString())}{(answer.IsExact ? "" : ", not exact")}\n");
        foreach (CheckChange change in answer.Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Lower(change.Action.ToString())} {change.Package}{(change.Old is null ? "" : $" (was {change.Old})")}: {string.Join("; ", change.Because)}\n");
        }

        foreach (CheckProblem problem in answer.Problems)
            text.Append(CultureInfo.InvariantCulture, $"cannot be had: {string.Join(", ", problem.Locked)}\n  {problem.Text.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
        foreach (CheckWarning warning in answer.Warnings) text.Append(CultureInfo.InvariantCulture, $"{warning.Code} {warning.Text}\n");
        return text.ToString();
    }

    private static string Lower(string word) => char.ToLowerInvariant(word[0]) + word[1..];

    private static ModuleMetadata Module(string[] words)
    {
        string[] id = words[0].Split(':');
        return new([new(new(id[0], id[1], id[2], id[3], "x86_64"), [.. words[1..].SelectMany(CasePackage.Nevras)], default)], []);
    }
}
