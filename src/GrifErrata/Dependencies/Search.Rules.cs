namespace GrifErrata.Dependencies;

/// <content>The rules of dependencies, applied where a package comes or leaves.</content>
internal sealed partial class Search
{
    private readonly List<int> _clause = [];

    // A package is in the result for certain: what it needs must come, what it bars must go.
    private bool OnIn(int package)
    {
        if (!OnInByName(package)) return false;
        if (_installed.IsForeign(package)) return true;
        foreach (int dependency in _table.Requires[package])
        {
            if (!Require(package, dependency)) return false;
        }

        foreach (int dependency in _table.Obsoletes[package])
        {
            // Obsoletes match the other's name and version, never its provides.
            foreach (int other in _world.Named(_dependencies.Name(dependency), _installed))
            {
                if (_installed.NameOf(other) != _installed.NameOf(package) && _world.Matches(_installed.Version(other), dependency)
                    && !Bar(other, package, new(ReasonKind.Obsoletes, package, dependency))) return false;
            }
        }

        foreach (int dependency in _table.Conflicts[package])
        {
            if (_dependencies.IsRich(dependency))
            {
                if (!ConflictRich(package, dependency)) return false;
                continue;
            }

            foreach (int other in _table.ProvidersOf(dependency))
            {
                if (!Bar(other, package, new(ReasonKind.Conflicts, package, dependency))) return false;
            }

            foreach (int other in _installed.ForeignProvidersOf(dependency))
            {
                if (!Bar(other, package, new(ReasonKind.Conflicts, package, dependency))) return false;
            }
        }

        return OnInByOthers(package);
    }

    // What others obsolete or conflict with in this package.
    private bool OnInByOthers(int package)
    {
        foreach (int other in _table.ObsoletesByName[_table.NameOf(package)])
        {
            if (_table.NameOf(other) == _table.NameOf(package)) continue;
            foreach (int dependency in _table.Obsoletes[other])
            {
                if (_dependencies.Name(dependency) == _table.NameOf(package) && _world.Matches(_table.Version(package), dependency)
                    && !Bar(other, package, new(ReasonKind.Obsoletes, other, dependency))) return false;
            }
        }

        foreach (int provided in _table.Provides[package])
        {
            foreach (int other in _table.ConflictsByName[_dependencies.Name(provided)])
            {
                foreach (int dependency in _table.Conflicts[other])
                {
                    if (_dependencies.Name(dependency) == _dependencies.Name(provided) && _dependencies.Meet(provided, dependency)
                        && !Bar(other, package, new(ReasonKind.Conflicts, other, dependency))) return false;
                }
            }
        }

        foreach (int file in _table.Files[package])
        {
            foreach (int other in _table.ConflictsByName[file])
            {
                foreach (int dependency in _table.Conflicts[other])
                {
                    if (_dependencies.Name(dependency) == file && !Bar(other, package, new(ReasonKind.Conflicts, other, dependency))) return false;
                }
            }
        }

        return true;
    }

    private bool OnInByName(int package)
    {
        if (_world.IsInstallOnly(package)) return true;
        string arch = _installed.Arch(package);
        foreach (int other in _world.Named(_installed.NameOf(package), _installed))
        {
            if (other == package || _world.IsInstallOnly(other)) continue;
            string otherArch = _installed.Arch(other);
            if (PackageArch.Displace(arch, otherArch))
            {
                if (!Bar(other, package, new(ReasonKind.SameName, package))) return false;
            }
            else if (_installed.Version(other).CompareTo(_installed.Version(package)) != 0 && CheckWorld.IsTwin(package, other, _installed)
                && !Bar(other, package, new(ReasonKind.Twin, package)))
            {
                return false;
            }
        }

        return true;
    }

    // Two that are both there already are left alone.
    private bool Bar(int other, int package, Reason reason) => other == package || (_installed.Has[other] && _installed.Has[package])
        || Set(No(other), reason);

    // An installed package leaves: something must take its place, and who needed it must be looked at.
    private bool OnLeft(int package)
    {
        if (_stays.Add(package))
        {
            _clause.Clear();
            _clause.Add(Yes(package));
            foreach (int other in _world.Replacements(package, _installed, _locked)) _clause.Add(Yes(other));
            if (!Add(_clause.ToArray(), new(ReasonKind.Stays, package))) return false;
        }

        if (_installed.IsForeign(package)) return OnLeftByName(package, _installed.NameOf(package));
        foreach (int provided in _table.Provides[package])
        {
            if (!OnLeftByName(package, _dependencies.Name(provided))) return false;
        }

        foreach (int file in _table.Files[package])
        {
            if (!OnLeftByName(package, file)) return false;
        }

        return true;
    }

    private bool OnLeftByName(int left, int name)
    {
        if (name < 0) return true;
        int last = -1;
        foreach (int package in _table.RequiresByName[name])
        {
            if (package == last || package == left || _value[package] < 0 || (_value[package] == 0 && !_installed.Has[package])) continue;
            last = package;
            foreach (int dependency in _table.Requires[package])
            {
                if (_dependencies.Name(dependency) == name && !Require(package, dependency)) return false;
            }
        }

        return true;
    }

    private bool Require(int package, int dependency)
    {
        if (_known.Contains((package, dependency))) return true;
        if (_dependencies.IsRich(dependency)) return RequireRich(package, dependency);

        // What the machine does not meet today is reported, never repaired.
        if (_installed.Has[package] && !_installed.Meets(dependency)) return true;
        _clause.Clear();
        _clause.Add(No(package));
        foreach (int provider in _table.ProvidersOf(dependency))
        {
            if (provider == package) return true;

            // Set for good: the clause would never be looked at again.
            if (_depth == 0 && _value[provider] > 0) return true;
            if (_world.IsAllowed(provider, _installed, _locked)) _clause.Add(Yes(provider));
        }

        foreach (int provider in _installed.ForeignProvidersOf(dependency)) _clause.Add(Yes(provider));
        if (_clause.Count == 1 && _world.CannotKnow(dependency))
        {
            UnknownFiles.Add(dependency);
            return true;
        }

        _known.Add((package, dependency));
        return Add(_clause.ToArray(), new(ReasonKind.Requires, package, dependency));
    }
}
