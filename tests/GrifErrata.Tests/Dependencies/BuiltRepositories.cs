using System.Diagnostics;
using System.Globalization;
using System.Text;
using GrifErrata.Rpm;

namespace GrifErrata.Tests.Dependencies;

/// <summary>The repositories of cases as real ones: RPMs that rpmbuild built, metadata that createrepo_c made.</summary>
internal sealed class BuiltRepositories : IDisposable
{
    private const string RpmBuild = "/usr/bin/rpmbuild", CreateRepo = "/usr/bin/createrepo_c";
    private readonly Dictionary<string, string> _built = new(StringComparer.Ordinal);

    public BuiltRepositories(IEnumerable<(string Name, DependencyCase Case)> cases)
    {
        (string Name, DependencyCase Case)[] all = [.. cases];
        BuildAll(all.SelectMany(c => c.Case.Packages.Concat(Foreign(c.Case))));
        Cases = [.. all.Select(c => Place(c.Name, c.Case))];
        string[] folders = [.. Cases.SelectMany(c => c.Repositories)];
        Parallel.ForEach(folders, Threads, folder => Run(CreateRepo, folder, "--quiet", "--general-compress-type=gz", "."));
    }

    /// <summary>The folder of everything.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("grif-errata-built-").FullName;

    public IReadOnlyList<BuiltCase> Cases { get; }

    /// <summary>How many RPMs there are.</summary>
    public int Count => _built.Count;

    private static ParallelOptions Threads => new() { MaxDegreeOfParallelism = 2 };

    /// <summary>Why nothing can be built on this machine, or null.</summary>
    public static string? WhyNot() => !File.Exists(RpmBuild) ? "rpmbuild is not installed (Debian: apt-get install rpm)."
        : !File.Exists(CreateRepo) ? "createrepo_c is not installed (Debian: apt-get install createrepo-c)." : null;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    // What is installed and described nowhere: a package of its own, in no repository.
    private static IEnumerable<CasePackage> Foreign(DependencyCase one) =>
        one.Profile.Where(p => !one.Packages.Any(o => o.Nevra == p)).Select(p => new CasePackage(p, -1, null, null));

    private static string Key(CasePackage package) => $"{package.Nevra.Arch} {package.Built?.ToUnixTimeSeconds()}\n{package.Spec()}";

    private void BuildAll(IEnumerable<CasePackage> packages)
    {
        int number = 0;
        (CasePackage Package, string Folder)[] jobs =
            [.. packages.DistinctBy(Key).Select(p => (p, Path.Combine(Folder, "rpms", (++number).ToString(CultureInfo.InvariantCulture))))];
        Parallel.ForEach(jobs, Threads, job =>
        {
            Directory.CreateDirectory(job.Folder);
            File.WriteAllText(Path.Combine(job.Folder, "one.spec"), job.Package.Spec());
            Run(RpmBuild, job.Folder, job.Package.Built ?? DateTimeOffset.UnixEpoch.AddDays(15_000), "-bb", "--quiet", "--nodeps", "--target", job.Package.Nevra.Arch, "--define", $"_topdir {job.Folder}/top",
                "--define", $"_rpmdir {job.Folder}", "--define", "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm", "--define", "use_source_date_epoch_as_buildtime 1", "one.spec");
        });
        foreach ((CasePackage package, string folder) in jobs) _built.Add(Key(package), Directory.EnumerateFiles(folder, "*.rpm").Single());
    }

    private BuiltCase Place(string name, DependencyCase one)
    {
        string folder = Path.Combine(Folder, "cases", name);
        List<string> repositories = [];
        for (int i = 0; i <= one.Packages.Select(p => p.Repository).DefaultIfEmpty().Max(); i++)
        {
            repositories.Add(Path.Combine(folder, $"repository-{i}"));
            Directory.CreateDirectory(repositories[i]);
        }

        foreach (CasePackage package in one.Packages)
        {
            string rpm = _built[Key(package)];
            File.Copy(rpm, Path.Combine(repositories[package.Repository], Path.GetFileName(rpm)));
        }

        IEnumerable<CasePackage> machine = one.Profile.Select(p => one.Packages.FirstOrDefault(o => o.Nevra == p)).OfType<CasePackage>().Concat(Foreign(one));
        return new(name, one, folder, repositories, [.. machine.Select(p => _built[Key(p)])]);
    }

    private static void Run(string program, string folder, params string[] arguments) => Run(program, folder, DateTimeOffset.UnixEpoch, arguments);

    private static void Run(string program, string folder, DateTimeOffset time, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            Environment = { ["HOME"] = folder, ["SOURCE_DATE_EPOCH"] = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) },
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} in {folder}: {errors.GetAwaiter().GetResult()}");
    }
}

/// <summary>A case as real repositories.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Case">The case.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Repositories">Folders of RPMs with repodata.</param>
/// <param name="Machine">RPM files of what is installed.</param>
internal sealed record BuiltCase(string Name, DependencyCase Case, string Folder, IReadOnlyList<string> Repositories, IReadOnlyList<string> Machine);
