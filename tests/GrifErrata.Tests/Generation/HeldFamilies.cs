namespace GrifErrata.Tests.Generation;

/// <summary>A family that a site holds stays as the profile has it: the packages leave it alone, and so must the -fix.</summary>
public sealed class HeldFamilies
{
    [TestCase("pan")]
    [TestCase("tpl")]
    public void A_fix_leaves_a_held_family_alone_and_nothing_else(string extension)
    {
        using InputFolder folder = new();
        folder.Write("os.yaml", $$"""
            nodeOsVersion: el9x-x86_64
            arch: x86_64
            pan: { extension: {{extension}}, shape: table, backend: yumdnf }
            select: repository
            sources: { base: [sources/base.csv], errata: [sources/errata.csv] }
            """);
        folder.Write("sources/base.csv", "name,version,release,arch\nbash,1,1,x86_64\nmicrocode_ctl,1,1,x86_64\n");
        folder.Write("sources/errata.csv", "name,version,release,arch,build_time\nbash,2,1,noarch,2010-10-20\nmicrocode_ctl,2,1,noarch,2010-10-20\n");
        folder.Write("updates/20101125.yaml", "kind: monthly\nstate: draft\n");
        File.Delete(Path.Combine(folder.OsFolder, "updates/20101022.yaml"));

        string fix = File.ReadAllText(folder.Run().Result.Written.Single(f => f.EndsWith($"-fix.{extension}", StringComparison.Ordinal)));

        Assert.That(fix, Does.Contain("""
                    if (exists(SELF['bash']) && length(SELF['bash']) > 0) {
                        pkg_del('bash');
                        pkg_repl('bash', '2-1', 'noarch');
                    };
                    SELF;
                """.ReplaceLineEndings("\n")));
        Assert.That(fix, Does.Contain("""
                        if (!is_defined(OS_ERRATA_HOLD) || index('microcode', OS_ERRATA_HOLD) < 0) {
                            pkg_del('microcode_ctl');
                            pkg_repl('microcode_ctl', '2-1', 'noarch');
                        };
                    };
                    SELF;
                """.ReplaceLineEndings("\n")));
    }
}
