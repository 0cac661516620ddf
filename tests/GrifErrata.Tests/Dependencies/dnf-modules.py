"""Which packages dnf shows where modules are active: for each folder given, prints its name and the packages as repository/NEVRA."""
import os
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")

import dnf
import dnf.sack
import hawkey
import hawkey.test


class Sack(hawkey.test.TestSackMixin, dnf.sack.Sack):
    def __init__(self, folder, cache):
        hawkey.test.TestSackMixin.__init__(self, folder)
        dnf.sack.Sack.__init__(self, cachedir=cache, arch="x86_64")


def visible(folder):
    cache = tempfile.mkdtemp(dir=folder)
    with open(os.path.join(folder, "@System.repo"), "w") as out:
        out.write("=Ver: 3.0\n")
    base = dnf.Base()
    base.conf.installroot = os.path.join(folder, "root")
    base.conf.cachedir = cache
    base.conf.persistdir = os.path.join(cache, "persist")
    base.conf.module_platform_id = "platform:el8"
    base.conf.substitutions["arch"] = "x86_64"
    base.conf.substitutions["basearch"] = "x86_64"
    sack = Sack(folder, cache)
    sack.load_system_repo()
    for name in ("ordinary", "hotfix"):
        repo = hawkey.Repo(name)
        data = os.path.join(folder, name, "repodata")
        repo.repomd_fn = os.path.join(data, "repomd.xml")
        repo.primary_fn = os.path.join(data, "primary.xml")
        repo.filelists_fn = ""
        if os.path.exists(os.path.join(data, "modules.yaml")):
            repo.modules_fn = os.path.join(data, "modules.yaml")
        sack.load_repo(repo, build_cache=False)
    sack._configure([])
    base._sack = sack
    sack.filter_modules(base._moduleContainer, ["hotfix"], base.conf.installroot, base.conf.module_platform_id,
                        update_only=False, debugsolver=False, module_obsoletes=False)
    return sorted("%s/%s" % (p.reponame, p) for p in sack.query().available())


for folder in sys.argv[1:]:
    print(os.path.basename(folder), " ".join(visible(folder)), flush=True)
