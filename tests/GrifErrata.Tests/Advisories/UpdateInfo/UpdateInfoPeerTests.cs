using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsCheck;
using GrifErrata.Advisories;
using GrifErrata.Advisories.UpdateInfo;
using GrifErrata.Diagnostics;
using GrifErrata.Tests.Input;

namespace GrifErrata.Tests.Advisories.UpdateInfo;

/// <summary>What we write is read alike by createrepo_c and libsolv, where they are installed.</summary>
internal sealed class UpdateInfoPeerTests
{
    // Fields are joined with \x01 and escaped by repr, so that no text can be taken for another.
    private const string CreaterepoC = """
        import createrepo_c, sys
        def d(x): return x.strftime('%Y-%m-%dT%H:%M:%S') if x else ''
        for u in createrepo_c.UpdateInfo(sys.argv[1]).updates:
            f = [u.fromstr, u.status, u.type, u.version, u.id, u.title, d(u.issued_date), d(u.updated_date), u.severity, str(bool(u.reboot_suggested))]
            for r in u.references: f += ['R', r.type, r.id, r.href, r.title]
            for c in u.collections:
                for p in c.packages:
                    f += ['P', p.name, p.epoch, p.version, p.release, p.arch, str(bool(p.reboot_suggested)), str(bool(p.restart_suggested)), str(bool(p.relogin_suggested))]
                    f += [c.module.name, c.module.stream, c.module.context, c.module.arch] if c.module else []
            sys.stdout.buffer.write(('\x01'.join(x or '' for x in f) + '\x02').encode())
        """;

    private const string Libsolv = """
        import solv, sys
        pool = solv.Pool()
        repo = pool.add_repo('r')
        f = solv.xfopen(sys.argv[1])
        assert repo.add_updateinfoxml(f)
        for s in repo.solvables:
            f = [s.name, s.evr if s.evrid else '', s.lookup_str(solv.SOLVABLE_PATCHCATEGORY), s.lookup_str(solv.UPDATE_SEVERITY), s.lookup_str(solv.SOLVABLE_SUMMARY), str(s.lookup_num(solv.SOLVABLE_BUILDTIME))]
            f += sorted(str(d) for d in set(s.lookup_deparray(solv.SOLVABLE_CONFLICTS)))
            sys.stdout.buffer.write(('\x01'.join(x or '' for x in f) + '\x02').encode())
        """;

    // One module a collection, because createrepo_c keeps the last only.
    private static readonly Lazy<Advisory[]> Advisories = new(() =>
    [
        .. AdvisoryGenerators.Advisory.Array[300].Generate(new PCG(1, 20311125), null, out _).Select((a, i) => a with
        {
            Id = $"{a.Id}-{i}",
            Packages = [.. a.Packages.Select(p => p with { Modules = [.. p.Modules.Where(m => m.Version.Length > 0 && m.Name.Length > 0).Take(1)] })],
        }),
    ]);

    [Test]
    public void Createrepo_c_reads_what_we_write_as_we_do()
    {
        string read = Run(CreaterepoC, "createrepo_c");
        Assert.That(read, Is.EqualTo(string.Concat(Advisories.Value.Select(a => string.Join('\u0001', Fields(a)) + '\u0002'))));

        static IEnumerable<string> Fields(Advisory a)
        {
            yield return Attribute(a.Publisher);
            yield return Attribute(a.Status);
            yield return Word(a);
            yield return Attribute(a.Version);
            yield return a.Id;
            yield return a.Title;
            yield return Date(a.Issued);
            yield return Date(a.Updated);
            yield return a.SeverityText;
            yield return Flag(a.RebootSuggested);
            foreach (string field in a.References.SelectMany(r => (string[])["R", r.Type, Attribute(r.Id), Attribute(r.Href), Attribute(r.Title)])) yield return field;
            foreach (AdvisoryPackage p in a.Packages)
            {
                string[] module = [.. p.Modules.SelectMany(m => (string[])[m.Name, m.Stream, Attribute(m.Context), m.Arch])];
                foreach (string field in (string[])
                [
                    "P", p.Nevra.Name, p.Nevra.Evr.Epoch?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, p.Nevra.Evr.Version, p.Nevra.Evr.Release, p.Nevra.Arch,
                    Flag(p.RebootSuggested), Flag(p.RestartSuggested), Flag(p.ReloginSuggested), .. module,
                ]) yield return field;
            }
        }

        // createrepo_c leaves an ampersand of an attribute as libxml2's SAX hands it out.
        static string Attribute(string text) => text.Replace("&", "&#38;", StringComparison.Ordinal);

        static string Date(DateTimeOffset? date) => date?.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) ?? string.Empty;

        static string Flag(bool flag) => flag ? "True" : "False";
    }

    [Test]
    public void Libsolv_reads_what_we_write_as_we_do()
    {
        string read = Run(Libsolv, "solv");
        Assert.That(read, Is.EqualTo(string.Concat(Advisories.Value.Select(a => string.Join('\u0001', Fields(a)) + '\u0002'))));

        // libsolv makes a patch of an advisory: it conflicts with whatever is older than its packages, and its time is the later date.
        static IEnumerable<string> Fields(Advisory a) =>
        [
            $"patch:{a.Id}", a.Version, Word(a), a.SeverityText, a.Title, Math.Max(a.Issued?.ToUnixTimeSeconds() ?? 0, a.Updated?.ToUnixTimeSeconds() ?? 0).ToString(CultureInfo.InvariantCulture),
            .. a.Packages.SelectMany(p => Names(p).Select(n => $"{n} << {(p.Nevra.Evr.Epoch > 0 ? $"{p.Nevra.Evr.Epoch}:" : string.Empty)}{p.Nevra.Evr.Version}-{p.Nevra.Evr.Release}"))
                .Distinct().Order(StringComparer.Ordinal),
        ];

        // A package may become noarch, and one that is may become any.
        static string[] Names(AdvisoryPackage p) => p.Nevra.Arch == "noarch" ? [p.Nevra.Name] : [$"{p.Nevra.Name}.{p.Nevra.Arch}", $"{p.Nevra.Name}.noarch"];
    }

    private static string Word(Advisory a) => a.Type switch
    {
        AdvisoryType.Security => "security",
        AdvisoryType.Bugfix => "bugfix",
        AdvisoryType.Enhancement => "enhancement",
        AdvisoryType.NewPackage => "newpackage",
        _ => string.Empty,
    };

    private static string Run(string program, string module)
    {
        if (!File.Exists("/usr/bin/python3")) Assert.Ignore("/usr/bin/python3 is not installed.");
        using TemporaryFolder folder = new();
        DiagnosticBag diagnostics = [];
        using MemoryStream output = new();
        UpdateInfoWriter.Write(Advisories.Value, output, diagnostics);
        Assert.That(diagnostics, Is.Empty);
        string path = folder.Write("updateinfo.xml", output.ToArray());
        ProcessStartInfo start = new("/usr/bin/python3", ["-c", program, path])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TZ"] = "UTC";
        using Process python = Process.Start(start)!;
        Task<string> read = python.StandardOutput.ReadToEndAsync();
        Task<string> errors = python.StandardError.ReadToEndAsync();
        python.WaitForExit();
        if (python.ExitCode != 0 && errors.Result.Contains("No module named", StringComparison.Ordinal)) Assert.Ignore($"python3-{module.Replace('_', '-')} is not installed.");
        Assert.That(python.ExitCode, Is.Zero, errors.Result);
        return read.Result;
    }
}
