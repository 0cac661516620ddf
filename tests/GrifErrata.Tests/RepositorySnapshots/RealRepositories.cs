using System.Globalization;
using GrifErrata.Tests.Dependencies;

namespace GrifErrata.Tests.RepositorySnapshots;

/// <summary>A mirror of repositories with RPMs that rpmbuild built and metadata that createrepo_c made.</summary>
internal static class RealRepositories
{
    /// <summary>Makes one.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="updateInfo">updateinfo.xml, or an empty text.</param>
    /// <param name="packages">One line a package: <c>NEVRA [built day] [requires|provides|obsoletes|file word]...</c></param>
    public static void Make(string folder, string updateInfo, params string[] packages)
    {
        string rpms = Path.Combine(folder, "Packages"), work = folder + "-build";
        Directory.CreateDirectory(rpms);
        Parallel.For(0, packages.Length, new() { MaxDegreeOfParallelism = 2 }, i => Build(packages[i], rpms, Path.Combine(work, i.ToString(CultureInfo.InvariantCulture))));
        Programs.Run("/usr/bin/createrepo_c", folder, Environment(folder, 0), "--quiet", "--general-compress-type=gz", ".");
        if (updateInfo.Length == 0) return;
        File.WriteAllText(Path.Combine(work, "updateinfo.xml"), updateInfo);
        Programs.Run("/usr/bin/modifyrepo_c", folder, Environment(folder, 0), "--mdtype=updateinfo", Path.Combine(work, "updateinfo.xml"), "repodata");
    }

    private static void Build(string line, string rpms, string work)
    {
        string[] words = line.Split(' ');
        CasePackage package = CasePackage.Parse(words, 0);
        for (int i = 1; i + 1 < words.Length; i += 2)
        {
            if (words[i] != "built") package.Add(words[i], words[i + 1]);
        }

        Directory.CreateDirectory(work);
        File.WriteAllText(Path.Combine(work, "one.spec"), package.Spec());
        long time = (package.Built ?? CasePackage.Day("2024-05-01")).ToUnixTimeSeconds();
        Programs.Run("/usr/bin/rpmbuild", work, Environment(work, time), "-bb", "--quiet", "--nodeps", "--target", package.Nevra.Arch, "--define", $"_topdir {work}/top",
            "--define", $"_rpmdir {rpms}", "--define", "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm", "--define", "use_source_date_epoch_as_buildtime 1", "one.spec");
    }

    private static Dictionary<string, string> Environment(string home, long time) =>
        new(StringComparer.Ordinal) { ["HOME"] = home, ["SOURCE_DATE_EPOCH"] = time.ToString(CultureInfo.InvariantCulture) };
}
