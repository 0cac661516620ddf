using System.Globalization;
using GrifErrata.Tool.Tests.LongRuns;

namespace GrifErrata.Tool.Tests;

/// <summary>Nearly two years of an invented federation, by commands alone: 22 update versions, ten kernels, a site that goes back, a version that is withdrawn.</summary>
[TestFixture]
public sealed class LongRun
{
    private const int Months = 21, SiteGoesBack = 8, Withdrawn = 11;

    private const string Federation = """
        name: Long run
        contact: security@example.org
        stages: [testbed, production, default]
        sites:
          - { name: testbed, hosts: ['*.testbed.example.org'], stage: testbed }
          - { name: llr, hosts: ['*.llr.example.org'], stage: production }
          - { name: lal, hosts: ['*.lal.example.org'] }
          - { name: irfu, hosts: ['*.irfu.example.org'] }
          - { name: ipno, hosts: ['*.ipno.example.org'], lag: { sl5.5-x86_64: 5 } }

        """;

    [Test]
    public void In_21_months_no_released_file_changes_and_each_machine_gets_what_the_commands_say()
    {
        using FederationRun run = new(Federation);
        for (int month = 1; month <= Months; month++)
        {
            DateOnly first = new DateOnly(2011, 1, 1).AddMonths(month - 1);
            MonthlySources.Publish(run.OsFolder, month, first.AddDays(9));
            string version = NewVersion(run, month, first.AddDays(14));
            run.Does(first.AddDays(14), $"promote {version} --to testbed");
            run.Does(first.AddDays(16), $"promote {version} --to production --release");
            if (month == Withdrawn) Replace(run, month, first.AddDays(17), version);
            else if (MonthlySources.Kernel(month) is { } kernel) MoveKernel(run, month, first, kernel);
            else run.Does(first.AddDays(20), $"promote {version} --to default");
            if (month == 5)
                run.Does(first.AddDays(21), $"freeze {Machines.Frozen} --reason long_job --owner ops@irfu.example.org --until 2011-06-30");
            if (month == 6) run.Does(first.AddDays(28), $"unfreeze {Machines.Frozen}");
        }

        Assert.That(run.ReleasedFiles, Is.EqualTo((Months + 1) * 4));
        Snapshot.Verify(run.Log);
    }

    private static string Name(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    /// <summary>Starts a month's version; its kernel is the maintainer's to write.</summary>
    private static string NewVersion(FederationRun run, int month, DateOnly day)
    {
        string version = Name(day);
        run.Does(day, $"new --version {version}");
        string definition = run.Definition(version), text = File.ReadAllText(definition);
        if (month == 1) File.AppendAllText(definition, $"kernel: {MonthlySources.BaseKernel}\n");
        if (MonthlySources.Kernel(month) is not { } kernel) return version;
        int at = text.IndexOf("\nkernel: ", StringComparison.Ordinal), end = text.IndexOf('\n', at + 1);
        File.WriteAllText(definition, $"{text[..at]}\nkernel: {kernel}{text[end..]}");
        return version;
    }

    /// <summary>Testbed and production have the kernel; each other site gets it on its own day.</summary>
    private static void MoveKernel(FederationRun run, int month, DateOnly first, string kernel)
    {
        run.Does(first.AddDays(19), $"kernel plan --kernel {kernel} --deadline {Day(first.AddDays(27))}");
        run.Does(first.AddDays(19), $"kernel schedule --site lal --date {Day(first.AddDays(21))}");
        run.Does(first.AddDays(19), $"kernel schedule --site irfu --date {Day(first.AddDays(23))} --owner ops@irfu.example.org");
        (string? Version, string? Kernel) before = run.Lookup(Machines.Lal);
        run.Does(first.AddDays(21), "kernel done --site lal");
        Assert.That(run.Lookup(Machines.Lal).Kernel, Is.EqualTo(kernel));
        if (month == SiteGoesBack)
        {
            run.Does(first.AddDays(22), "kernel undo --site lal");
            Assert.That(run.Lookup(Machines.Lal), Is.EqualTo(before));
            Assert.That(before.Kernel, Is.EqualTo(MonthlySources.Kernel(month - 2)));
        }

        run.Does(first.AddDays(23), "kernel done --site irfu");
        if (month == SiteGoesBack) run.Does(first.AddDays(25), "kernel done --site lal");
        run.Does(first.AddDays(26), "kernel done --site ipno");
    }

    /// <summary>What is in production is broken: it is withdrawn, and the version that replaces it leaves its package where it was.</summary>
    private static void Replace(FederationRun run, int month, DateOnly day, string version)
    {
        string replacement = Name(day);
        (string name, string evr) = MonthlySources.Build(month - 5);
        run.Does(day, $"new --version {replacement} --replaces {version}");
        File.AppendAllText(run.Definition(replacement), $"packages: [{{ name: {name}, version: {evr}, arch: x86_64, action: pin, reason: the new one loses data }}]\n");
        string message = $"selects {version} of {FederationRun.Os}, which is withdrawn. Select {replacement}, which replaces it.";
        string build = run.BreaksTheBuild(day, $"withdraw {version} --reason loses_data --replaced-by {replacement}");
        Assert.That(build, Does.Contain($"error GE1707: The stage testbed {message}").And.Contain($"error GE1707: The stage production {message}"));
        build = run.BreaksTheBuild(day, $"generate --version {replacement}");
        Assert.That(build, Does.Contain($"The stage testbed {message}"));
        Assert.That(run.ChangeLog(replacement), Does.Contain($"\nReplaces {version}.\n").And.Contain("the new one loses data"));
        build = run.BreaksTheBuild(day, $"promote {replacement} --to testbed");
        Assert.That(build, Does.Contain($"error GE1707: The stage production {message}").And.Not.Contain("testbed"));
        run.Does(day.AddDays(1), $"promote {replacement} --to production --release");
        run.Does(day.AddDays(2), $"promote {replacement} --to default");
        Assert.That(run.Prints($"review {replacement}"), Does.Contain($"\nReplaces {version}, withdrawn: loses data\n"));
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
