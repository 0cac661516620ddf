# Decides random updates with libsolv. Reads one JSON object a line: packages, installed, update; prints one a line: possible, changes.
import json
import sys

import solv


def dependency(pool, text):
    if text.startswith("("):
        return pool.parserpmrichdep(text)
    words = text.split(" ")
    name = pool.str2id(words[0])
    if len(words) == 1:
        return name
    flags = {"<": solv.REL_LT, "<=": solv.REL_LT | solv.REL_EQ, "=": solv.REL_EQ, ">=": solv.REL_GT | solv.REL_EQ, ">": solv.REL_GT}
    return pool.rel2id(name, pool.str2id(words[2]), flags[words[1]])


def solvable(pool, repository, package):
    s = repository.add_solvable()
    name, evr, arch = package["name"], package["evr"], package["arch"]
    s.name, s.evr, s.arch = name, evr, arch
    s.add_deparray(solv.SOLVABLE_PROVIDES, pool.rel2id(pool.str2id(name), pool.str2id(evr), solv.REL_EQ))
    for key, where in (("provides", solv.SOLVABLE_PROVIDES), ("requires", solv.SOLVABLE_REQUIRES), ("conflicts", solv.SOLVABLE_CONFLICTS), ("obsoletes", solv.SOLVABLE_OBSOLETES)):
        for text in package[key]:
            s.add_deparray(where, dependency(pool, text))
    return s


def decide(case):
    pool = solv.Pool()
    pool.setdisttype(solv.Pool.DISTTYPE_RPM)  # Debian builds libsolv with its own rules as the default
    pool.setarch("x86_64")
    pool.set_flag(solv.Pool.POOL_FLAG_IMPLICITOBSOLETEUSESCOLORS, 1)
    installed = pool.add_repo("installed")
    available = pool.add_repo("available")
    pool.installed = installed
    wanted = []
    for package in case["packages"]:
        nevra = "%s-%s.%s" % (package["name"], package["evr"], package["arch"])
        if nevra in case["installed"]:
            solvable(pool, installed, package)
        s = solvable(pool, available, package)
        if nevra in case["update"]:
            wanted.append(s)
    pool.addfileprovides()
    pool.createwhatprovides()
    solver = pool.Solver()
    solver.set_flag(solv.Solver.SOLVER_FLAG_ALLOW_DOWNGRADE, 0)
    solver.set_flag(solv.Solver.SOLVER_FLAG_IGNORE_RECOMMENDED, 1)
    if solver.solve([pool.Job(solv.Job.SOLVER_SOLVABLE | solv.Job.SOLVER_INSTALL, s.id) for s in wanted]):
        return {"possible": False, "changes": 0}
    transaction = solver.transaction()
    new = [s for s in transaction.newsolvables() if str(s) not in case["update"] or s.name not in {w.name for w in wanted}]
    names = {s.name for s in transaction.keptsolvables()} | {s.name for s in transaction.newsolvables()}
    gone = [s for s in installed.solvables if s.name not in names]
    return {"possible": True, "changes": len(new) + len(gone)}


for line in sys.stdin:
    print(json.dumps(decide(json.loads(line))), flush=True)
