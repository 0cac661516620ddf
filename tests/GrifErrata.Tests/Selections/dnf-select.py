"""What dnf itself would upgrade in each case of a folder: reads <case>/case.json, prints `case query nevra nevra...`."""
import json
import logging
import os
import sys
import tempfile

import dnf
import dnf.goal
import dnf.sack
import hawkey
import hawkey.test

logging.disable(logging.CRITICAL)


class Sack(hawkey.test.TestSackMixin, dnf.sack.Sack):
    """dnf's sack, with the installed packages from a file instead of rpm's database."""

    def __init__(self, folder, cache):
        hawkey.test.TestSackMixin.__init__(self, folder)
        dnf.sack.Sack.__init__(self, cachedir=cache, arch="x86_64")


def installed_lines(case):
    yield "=Ver: 3.0"
    for number, (name, evr, arch) in enumerate(case["installed"]):
        version, _, release = evr.partition("-")
        yield "=Pkg: %s %s %s %s" % (name, version, release, arch)
        yield "=Prv: %s = %s" % (name, evr)


def load(folder, case):
    # One folder a case: libsolv's caches are named after the repository.
    cache = tempfile.mkdtemp(dir=folder)
    with open(os.path.join(folder, "@System.repo"), "w") as out:
        out.write("\n".join(installed_lines(case)) + "\n")
    base = dnf.Base()
    base.conf.installroot = os.path.join(folder, "root")
    base.conf.substitutions["arch"] = "x86_64"
    base.conf.substitutions["basearch"] = "x86_64"
    base.conf.cachedir = cache
    base.conf.persistdir = os.path.join(cache, "persist")
    base.conf.module_platform_id = "platform:el8"
    sack = Sack(folder, cache)
    sack.load_system_repo()
    for source in case["sources"]:
        repo = hawkey.Repo(source["name"])
        data = os.path.join(folder, source["name"], "repodata")
        repo.repomd_fn = os.path.join(data, "repomd.xml")
        repo.primary_fn = os.path.join(data, "primary.xml")
        repo.filelists_fn = ""
        repo.updateinfo_fn = os.path.join(data, "updateinfo.xml")
        if os.path.exists(os.path.join(data, "modules.yaml")):
            repo.modules_fn = os.path.join(data, "modules.yaml")
        repo.priority = source["priority"]
        sack.load_repo(repo, load_updateinfo=True, build_cache=False)
    sack._configure([])
    base._sack = sack
    if case.get("streams") is not None:
        modules = os.path.join(folder, "root", "etc", "dnf", "modules.d")
        os.makedirs(modules, exist_ok=True)
        for stream in case["streams"]:
            name, value = stream.split(":")
            with open(os.path.join(modules, name + ".module"), "w") as out:
                out.write("[%s]\nname=%s\nstream=%s\nprofiles=\nstate=enabled\n" % (name, name, value))
        base._setup_modular_excludes()
    return base


def select(base, folder, query):
    base._goal = dnf.goal.Goal(base.sack)
    base.reset_security_filters()
    types = query["types"]
    if query["minimal"] and not types + query["advisories"] + query["cves"] + query["severities"]:
        # As dnf's command does (cli/commands/upgrademinimal.py).
        types = ["bugfix", "enhancement", "newpackage", "security"]
    base.add_security_filters(
        "eq" if query["minimal"] else "gte", types=types, advisory=query["advisories"],
        cves=query["cves"], severity=query["severities"])
    base.upgrade_all()
    goal = base._goal
    if goal.req_length() == 0:
        return []
    if not goal.run(ignore_weak_deps=True):
        raise RuntimeError("%s: no solution" % folder)
    return sorted(str(p) for p in goal.list_upgrades() + goal.list_installs())


def main(root):
    for name in sorted(os.listdir(root)):
        folder = os.path.join(root, name)
        if not os.path.exists(os.path.join(folder, "case.json")):
            continue
        with open(os.path.join(folder, "case.json")) as source:
            case = json.load(source)
        base = load(folder, case)
        for number, query in enumerate(case["queries"]):
            print(" ".join([name, str(number)] + select(base, folder, query)))


main(sys.argv[1])
