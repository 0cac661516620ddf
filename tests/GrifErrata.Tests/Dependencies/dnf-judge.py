# Has dnf apply updates to machines in installroots. Reads one JSON object a line: root, cache, repositories, machine (RPM files), excluded, before
# and after (packages as [name, epoch, version, release, arch]; after may be null); prints one a line: before and after, each with error (or null),
# items (what comes and goes), and result (what is installed afterwards).
import json
import multiprocessing
import os
import subprocess
import sys

import dnf
import rpm


def base_of(case):
    base = dnf.Base()
    conf = base.conf
    conf.installroot, conf.cachedir, conf.persistdir, conf.logdir = case["root"], case["cache"], case["cache"], case["cache"]
    conf.reposdir, conf.pluginpath, conf.plugins = [], [], False
    conf.gpgcheck, conf.install_weak_deps = False, False
    conf.ignorearch = True
    conf.allow_downgrade = False
    conf.substitutions.update({"releasever": "9", "arch": "x86_64", "basearch": "x86_64"})
    for number, folder in enumerate(case["repositories"]):
        base.repos.add_new_repo("r%d" % number, conf, baseurl=["file://" + folder])
    base.fill_sack(load_system_repo=True)
    excluded = [p for nevra in case["excluded"] for p in packages(base, nevra)]
    if excluded:
        base.sack.add_excludes(base.sack.query().filterm(pkg=excluded))
    return base


def packages(base, nevra):
    name, epoch, version, release, arch = nevra
    return list(base.sack.query().available().filterm(name=name, epoch=epoch, version=version, release=release, arch=arch))


def apply(case, wanted, test):
    """Installs packages in one transaction; with test, as far as rpm's own test of it."""
    base = base_of(case)
    try:
        for nevra in wanted:
            found = packages(base, nevra)
            if not found:
                return {"error": "no repository has " + nevra[0], "items": []}
            base.package_install(found[0], strict=True)
        base.resolve(allow_erasing=False)
        items = sorted("%s %s" % (i.action_name, i.pkg) for i in base.transaction)
        if len(base.transaction):
            if test:
                base.conf.tsflags = ["test"]
            base.download_packages(list(base.transaction.install_set))
            base.do_transaction()
        return {"error": None, "items": items}
    except dnf.exceptions.Error as e:
        return {"error": str(e), "items": []}
    finally:
        base.close()


def installed(root):
    transactions = rpm.TransactionSet(root)
    found = []
    for header in transactions.dbMatch():
        epoch = "%d:" % header["epoch"] if header["epoch"] else ""
        found.append("%s-%s%s-%s.%s" % (header["name"], epoch, header["version"], header["release"], header["arch"]))
    transactions.closeDB()
    return sorted(found)


def make_machine(case):
    # What is broken today must be there too. In one transaction rpm leaves out what another of its packages obsoletes, so then they go one by one.
    files = case["machine"]
    install = ["rpm", "--root", case["root"], "-i", "--nodeps", "--ignorearch", "--nosignature"]
    if files:
        subprocess.run(install + files, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if len(installed(case["root"])) < len(files):
        for file in files:
            subprocess.run(install + ["--replacepkgs", file], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def decide(line):
    case = json.loads(line)
    os.makedirs(case["root"])
    os.makedirs(case["cache"])
    make_machine(case)
    before = apply(case, case["before"], True)
    after = None
    if case["after"] is not None:
        after = apply(case, case["after"], False)
        after["result"] = installed(case["root"])
    return json.dumps({"before": before, "after": after})


if __name__ == "__main__":
    # A process a few cases: what rpm and libdnf keep does not pile up, nor does a crash take the rest with it.
    with multiprocessing.get_context("spawn").Pool(2, maxtasksperchild=20) as pool:
        for answer in pool.imap(decide, sys.stdin.read().splitlines(), chunksize=4):
            print(answer, flush=True)
