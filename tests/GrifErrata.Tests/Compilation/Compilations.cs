using GrifErrata.Compilation;
using GrifErrata.Diagnostics;

namespace GrifErrata.Tests.Compilation;

/// <summary>Around panc: a program of the shell stands for it.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class Compilations : IDisposable
{
    private const string Correct = " Correct what the file is made of: the input, a Scriban template of the site, or this program; generated files are not edited.";

    private readonly PanFolder _folder = new();

    [Test]
    public async Task panc_gets_every_template_the_machines_and_the_folders_in_order()
    {
        string library = Directory.CreateDirectory(Path.Combine(_folder.Templates, "..", "library")).FullName;
        string panc = _folder.Script("printf '%s\\n' \"$@\" > \"$work/arguments\"");

        Assert.That(await PanFolder.CompileAsync(_folder.Request(panc) with { Libraries = [library] }), Is.Empty);

        string machines = Path.Combine(_folder.Work, "machines");
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(_folder.Work, "arguments")), Is.EqualTo((string[])
        [
            "--formats", "json", "--output-dir", Path.Combine(_folder.Work, "profiles"),
            "--include-path", $"{machines}:{_folder.Templates}:{library}:{Path.Combine(_folder.Work, "site")}",
            _folder.At("el9x-x86_64/config/os/errata/20250211-init.pan"), _folder.At(PanFolder.Packages),
            Path.Combine(machines, "grif-errata/el9x-x86_64/20250211-outdated.pan"), Path.Combine(machines, "grif-errata/el9x-x86_64/20250211-shapes.pan"),
        ]));
        Assert.That(File.Exists(Path.Combine(_folder.Work, "site/components/spma/functions.pan")), Is.True);
        Snapshot.Matches(Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Compilation/Expected/machine.pan"),
            await File.ReadAllTextAsync(Path.Combine(machines, "grif-errata/el9x-x86_64/20250211-shapes.pan")));
    }

    [Test]
    public async Task Templates_that_a_site_has_beside_the_generated_ones_are_its_own_business()
    {
        foreach (string own in (string[])["archetype/final.pan", "el9x-x86_64/rpms/errata/ours.pan", "wn1.example.org.pan"]) _folder.Write(own, "variable abc=nlist();\n");
        string program = _folder.Script("for f; do case $f in *final.pan|*ours.pan|*wn1*) exit 9; esac; done");
        Assert.That(await PanFolder.CompileAsync(_folder.Request(program)), Is.Empty);
        Assert.That(await PanFolder.LintAsync(new(_folder.Templates, program)), Is.Empty);
    }

    [Test]
    public async Task A_feature_is_run_on_a_machine_of_each_OS_that_has_the_version()
    {
        _folder.Write("features/errata/20250211/config.pan", "unique template features/errata/20250211/config;\n");
        string panc = _folder.Script("printf '%s\n' \"$@\" > \"$work/arguments\"");

        Assert.That(await PanFolder.CompileAsync(_folder.Request(panc)), Is.Empty);

        string machine = Path.Combine(_folder.Work, "machines/grif-errata/el9x-x86_64/20250211-feature.pan");
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(_folder.Work, "arguments")), Does.Contain(_folder.At("features/errata/20250211/config.pan")).And.Contain(machine));
        Assert.That(await File.ReadAllTextAsync(machine), Does.EndWith("""
            '/software/packages' = dict();
            '/system/personality/stage' = 'next';
            include 'features/errata/20250211/config';
            include 'federation/errata/updates';

            """));
    }

    [Test]
    public async Task An_error_is_at_the_generated_file_that_has_it()
    {
        Diagnostic error = await OneAsync($"echo \"parse error [$templates/{PanFolder.Packages}:3.15-3.20]\n\nEncountered: ;\"; exit 1");
        Assert.That(error.ToString(), Is.EqualTo($"{_folder.At(PanFolder.Packages)}(3,15): error GE1991: panc, parse error: Encountered: ;.{Correct}"));
    }

    [Test]
    public async Task An_error_in_what_a_generated_file_calls_is_at_the_call()
    {
        Diagnostic error = await OneAsync($"echo \"evaluation error [/lib/functions.pan:5.5-5.23]\nboom\n>>> call stack trace\n>>> [/lib/functions.pan:5.5-5.23]\n>>> [$templates/{PanFolder.Packages}:4.3-4.7]\n>>> ====\"; exit 1");
        Assert.That(error.ToString(), Is.EqualTo($"{_folder.At(PanFolder.Packages)}(4,3): error GE1991: panc, evaluation error: boom (in /lib/functions.pan, line 5).{Correct}"));
    }

    [Test]
    public async Task An_error_of_a_machine_is_at_the_packages_of_its_version()
    {
        Diagnostic error = await OneAsync("echo \"validation error [$work/machines/grif-errata/el9x-x86_64/20250211-shapes.pan]\nelement at /software/packages is undefined\"; exit 1");
        Assert.That((error.Code, error.Location), Is.EqualTo(("GE1991", new SourceLocation(_folder.At(PanFolder.Packages), 1))));
        Assert.That(error.Message, Does.StartWith("panc, validation error: element at /software/packages is undefined (in "));
    }

    [Test]
    public async Task A_panc_that_is_not_there_cannot_be_run_or_says_nothing_is_told_with_what_to_set()
    {
        Assert.That((await PanFolder.CompileAsync(_folder.Request("/nowhere/panc"))).Single(), Has.Property("Code").EqualTo("GE1990").And.Property("Message").Contains("Set PancPath to the program's path"));
        string script = _folder.Script("exit 0");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead);
        Assert.That((await PanFolder.CompileAsync(_folder.Request(script))).Single().Code, Is.EqualTo("GE1990"));

        Diagnostic silent = await OneAsync("echo Error: Could not find or load main class; exit 3");
        Assert.That(silent.Code, Is.EqualTo("GE1992"));
        Assert.That(silent.Message, Does.Contain("ended with exit code 3 and no message about a template: Error: Could not find or load main class. "));
    }

    [Test]
    public async Task A_panc_that_does_not_end_is_stopped_with_what_it_started()
    {
        string panc = _folder.Script("sleep 1000 & echo $! > \"$work/child\"; wait");
        DiagnosticBag late = await PanFolder.CompileAsync(_folder.Request(panc) with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.That(late.Single().Code, Is.EqualTo("GE1993"));
        Assert.That(late.Single().Message, Does.Contain("did not end in 1 s and was stopped. Set PancTimeout to more seconds"));
        int child = int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Work, "child")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(() => IsRunning(child), Is.False.After(5_000, 20));
    }

    [Test]
    public void Cancelling_stops_panc()
    {
        using CancellationTokenSource cancellation = new();
        string started = Path.Combine(_folder.Work, "started");
        string panc = _folder.Script("touch \"$work/started\"; sleep 1000");
        Task<DiagnosticBag> run = PanFolder.CompileAsync(_folder.Request(panc), cancellation.Token);
        Assert.That(() => File.Exists(started), Is.True.After(30_000, 20));
        cancellation.Cancel();
        Assert.That(async () => await run, Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Endless_output_is_cut_and_errors_are_bounded()
    {
        DiagnosticBag errors = await PanFolder.CompileAsync(_folder.Request(_folder.Script(
            "i=0; while [ $i -lt 300 ]; do echo \"evaluation error [/a.pan:$i.1-1.1]\nboom\"; i=$((i+1)); done; head -c 20000000 /dev/zero | tr '\\0' 'x' | fold -w 1000; exit 1")));
        Assert.That(errors.Count, Is.EqualTo(100));
    }

    [Test]
    public async Task A_library_that_is_no_folder_is_an_error_at_its_path()
    {
        Diagnostic error = (await PanFolder.CompileAsync(_folder.Request(_folder.Script("exit 0")) with { Libraries = ["/nowhere/core"] })).Single();
        Assert.That((error.Code, error.Location.File), Is.EqualTo(("GE1995", "/nowhere/core")));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_an_error_with_what_to_do()
    {
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(_folder.Templates)!, "obj"), "a file");
        Diagnostic error = (await PanFolder.CompileAsync(_folder.Request(_folder.Script("exit 0")))).Single();
        Assert.That((error.Code, error.Location.File), Is.EqualTo(("GE1996", _folder.Work)));
        Assert.That(error.Message, Does.EndWith("Check that the folder can be written and the disk has room."));
    }

    [Test]
    public async Task panlint_gets_the_pan_files_and_each_of_its_messages_is_an_error()
    {
        _folder.Write("sl5/rpms/errata/20101028.tpl", "template rpms/errata/20101028;\n");
        string panlint = _folder.Script($"printf '\\n{PanFolder.Packages}:3: Line is longer than 120 characters\\ntext\\n^^^\\n'; for f; do case $f in *.tpl) exit 9; esac; done; exit 1");
        Diagnostic error = (await PanFolder.LintAsync(new(_folder.Templates, panlint))).Single();
        Assert.That(error.ToString(), Is.EqualTo(
            $"{_folder.At(PanFolder.Packages)}(3): error GE1994: panlint: Line is longer than 120 characters. Correct the Scriban template or the input that the line is made of; generated files are not edited."));
        Assert.That(await PanFolder.LintAsync(new(_folder.Templates, _folder.Script("exit 0"))), Is.Empty);
    }

    [Test]
    public async Task A_panlint_without_its_modules_or_its_Python_is_told()
    {
        string script = Path.ChangeExtension(_folder.Script("exit 0"), ".py");
        await File.WriteAllTextAsync(script, "import sys\nsys.exit('ModuleNotFoundError: No module named prettytable')\n");
        LintRequest request = new(_folder.Templates, script) { Python = _folder.Script("echo No module named prettytable >&2; exit 1") };
        Assert.That((await PanFolder.LintAsync(request)).Single(), Has.Property("Code").EqualTo("GE1992").And.Property("Message").Contains("No module named prettytable"));
        Assert.That((await PanFolder.LintAsync(request with { Python = "/nowhere/python3" })).Single().Code, Is.EqualTo("GE1990"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Diagnostic> OneAsync(string script) => (await PanFolder.CompileAsync(_folder.Request(_folder.Script(script)))).Single();

    private static bool IsRunning(int process)
    {
        try
        {
            // A process that ended and that nobody has waited for is still there.
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or DirectoryNotFoundException)
        {
            return false;
        }
    }
}
