using System.Runtime.InteropServices;

namespace GrifErrata.Dependencies;

/// <summary>
/// The state of a search for the fewest changes: which packages are in the result, which are not, and why. A package that is not decided
/// is as it is on the machine. Rules become clauses only where something changes, so the work grows with the changes and not with the machine.
/// </summary>
/// <remarks>A literal is twice the package's number, plus one where it says "not in the result".</remarks>
internal sealed partial class Search
{
    private readonly CheckWorld _world;
    private readonly InstalledPackages _installed;
    private readonly PackageTable _table;
    private readonly DependencyTable _dependencies;
    private readonly HashSet<int> _locked;
    private readonly HashSet<(int Package, int Dependency)> _known = [];
    private readonly HashSet<int> _stays = [];
    private readonly List<int> _literals = [];
    private readonly List<(int Start, int End, Reason Source)> _clauses = [];
    private readonly List<(int Clause, int Next)> _occurrences = [];
    private readonly List<int> _trail = [];
    private sbyte[] _value;
    private Reason[] _reason;
    private int[] _firstOccurrence;
    private int _variables;
    private int _next;

    public Search(CheckWorld world, InstalledPackages installed, IReadOnlyCollection<int> locked)
    {
        _world = world;
        _installed = installed;
        _table = world.Table;
        _dependencies = world.Table.Dependencies;
        _locked = [.. locked];
        _variables = installed.Count;
        _value = new sbyte[_variables];
        _reason = new Reason[_variables];
        _firstOccurrence = new int[2 * _variables];
        Array.Fill(_firstOccurrence, -1);
    }

    /// <summary>What a failed step ran into: the literal that had to hold and could not, and why; or a clause with nothing left.</summary>
    public (int Literal, Reason Reason, int Clause) Conflict { get; private set; }

    /// <summary>File requirements that primary.xml cannot answer.</summary>
    public HashSet<int> UnknownFiles { get; } = [];

    /// <summary>Sets the update's packages and follows what they force.</summary>
    /// <returns>False where that alone cannot be.</returns>
    public bool Start()
    {
        foreach (int package in _installed.All)
        {
            if (_installed.IsForeign(package)) continue;
            foreach (int dependency in _table.Requires[package])
            {
                if (_dependencies.IsRich(dependency) && !Require(package, dependency)) return false;
            }

            foreach (int dependency in _table.Conflicts[package])
            {
                if (_dependencies.IsRich(dependency) && !ConflictRich(package, dependency)) return false;
            }
        }

        // By name, not by number: the reasons must not depend on the order of the metadata.
        foreach (int package in _locked.OrderBy(p => _installed.Nevra(p).ToString(), StringComparer.Ordinal))
        {
            if (!Set(Yes(package), new(ReasonKind.Locked, package))) return false;
        }

        return Propagate();
    }

    private static int Yes(int package) => 2 * package;

    private static int No(int package) => (2 * package) + 1;

    private bool IsTrue(int literal) => _value[literal >> 1] == ((literal & 1) == 0 ? 1 : -1);

    private bool IsFalse(int literal) => _value[literal >> 1] == ((literal & 1) == 0 ? -1 : 1);

    private bool IsAuxiliary(int variable) => variable >= _installed.Count;

    /// <summary>Whether a literal holds if what is not decided stays as it is on the machine.</summary>
    private bool HoldsByDefault(int literal)
    {
        int variable = literal >> 1;
        bool isIn = _value[variable] == 0 ? !IsAuxiliary(variable) && _installed.Has[variable] : _value[variable] > 0;
        return isIn == ((literal & 1) == 0);
    }

    private bool Set(int literal, Reason reason)
    {
        if (IsTrue(literal)) return true;
        if (IsFalse(literal))
        {
            Conflict = (literal, reason, -1);
            return false;
        }

        _value[literal >> 1] = (literal & 1) == 0 ? (sbyte)1 : (sbyte)-1;
        _reason[literal >> 1] = reason;
        _trail.Add(literal);
        return true;
    }

    private bool Propagate()
    {
        while (_next < _trail.Count)
        {
            int literal = _trail[_next++];
            int variable = literal >> 1;
            if (!IsAuxiliary(variable))
            {
                if ((literal & 1) == 0 ? !OnIn(variable) : _installed.Has[variable] && !OnLeft(variable)) return false;
            }

            for (int i = _firstOccurrence[literal ^ 1]; i >= 0; i = _occurrences[i].Next)
            {
                if (!Check(_occurrences[i].Clause)) return false;
            }
        }

        return true;
    }

    private bool Check(int clause)
    {
        (int start, int end, _) = _clauses[clause];
        int free = -1, count = 0;
        foreach (int literal in CollectionsMarshal.AsSpan(_literals)[start..end])
        {
            if (IsTrue(literal)) return true;
            if (IsFalse(literal)) continue;
            free = literal;
            if (++count > 1) return true;
        }

        if (count == 1) return Set(free, new(ReasonKind.Forced, -1, -1, clause));
        Conflict = (-1, default, clause);
        return false;
    }

    private bool Add(ReadOnlySpan<int> literals, Reason source)
    {
        int clause = _clauses.Count;
        int start = _literals.Count;
        _literals.AddRange(literals);
        _clauses.Add((start, _literals.Count, source));
        foreach (int literal in literals)
        {
            _occurrences.Add((clause, _firstOccurrence[literal]));
            _firstOccurrence[literal] = _occurrences.Count - 1;
        }

        return Check(clause);
    }

    private int NewVariable()
    {
        if (_variables == _value.Length)
        {
            int size = _variables + Math.Max(64, _variables / 8);
            Array.Resize(ref _value, size);
            Array.Resize(ref _reason, size);
            int old = _firstOccurrence.Length;
            Array.Resize(ref _firstOccurrence, 2 * size);
            Array.Fill(_firstOccurrence, -1, old, (2 * size) - old);
        }

        return _variables++;
    }

    private void Undo(int mark)
    {
        for (int i = _trail.Count - 1; i >= mark; i--) _value[_trail[i] >> 1] = 0;
        _trail.RemoveRange(mark, _trail.Count - mark);
        _next = mark;
    }
}
