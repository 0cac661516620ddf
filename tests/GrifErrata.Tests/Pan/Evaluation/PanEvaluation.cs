namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>Evaluates an object template of the Pan that we generate, from its text and those that it includes.</summary>
internal sealed class PanEvaluation
{
    private readonly Func<IReadOnlyList<object?>, string, PanTemplate?> _find;
    private readonly PackageLibrary _library;
    private readonly Dictionary<string, object?> _variables;
    private readonly Dictionary<string, PanExpression> _functions = new(StringComparer.Ordinal);
    private readonly HashSet<PanTemplate> _done = [];
    private Dictionary<string, object?> _locals = new(StringComparer.Ordinal);
    private object? _self = PanValues.Missing;
    private object? _profile;

    private PanEvaluation(Func<IReadOnlyList<object?>, string, PanTemplate?> find, PackageLibrary library, IEnumerable<(string Name, object? Value)> variables)
    {
        _find = find;
        _library = library;
        _variables = variables.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
    }

    /// <summary>What was included, in order.</summary>
    public List<string> Included { get; } = [];

    /// <summary>A variable, or null where it is undef or not set.</summary>
    public object? this[string variable] => _variables.GetValueOrDefault(variable);

    /// <summary>Evaluates a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="find">Finds a template by LOADPATH and name; null where there is none.</param>
    /// <param name="library">Whose package functions are called.</param>
    /// <param name="variables">What the profile has set before.</param>
    /// <exception cref="PanException">Where panc would stop, or where the text is not understood.</exception>
    public static PanEvaluation Run(
        PanTemplate template, Func<IReadOnlyList<object?>, string, PanTemplate?> find, PackageLibrary library, params (string Name, object? Value)[] variables)
    {
        PanEvaluation run = new(find, library, variables);
        run.Execute(template);
        return run;
    }

    /// <summary>What is at a path of the profile, or <see cref="PanValues.Missing"/>.</summary>
    public object? Profile(string path)
    {
        object? value = _profile;
        foreach (string name in Keys(path)) value = PanValues.Element(value, name, strict: false);
        return value;
    }

    internal void Include(object? name)
    {
        if (name is null) return;
        string template = (string)name;
        Included.Add(template);
        Execute(Find(template) ?? throw new PanException($"There is no template {template}"));
    }

    internal void Define(string function, PanExpression body) => _functions.Add(function, body);

    internal void SetVariable(string variable, PanExpression value, bool always)
    {
        if (!always && this[variable] is not null) return;
        _locals = new(StringComparer.Ordinal);
        _self = this[variable];
        _variables[variable] = value(this);
        _self = PanValues.Missing;
    }

    internal void SetPath(string path, PanExpression value)
    {
        _locals = new(StringComparer.Ordinal);
        object? before = Profile(path);
        _self = before == PanValues.Missing ? null : before;
        object? after = value(this);
        _profile = PanValues.With(_profile, Keys(path), after);
        _self = PanValues.Missing;
    }

    internal object? Read(string name, bool strict)
    {
        if (name == "SELF") return _self == PanValues.Missing ? throw new PanException("There is no SELF") : _self;
        if (_locals.TryGetValue(name, out object? local)) return local;
        if (_variables.TryGetValue(name, out object? value)) return value;
        return strict ? throw new PanException($"{name} is not set") : PanValues.Missing;
    }

    internal void Assign(string name, ReadOnlySpan<string> keys, object? value)
    {
        if (name == "SELF")
        {
            _self = PanValues.With(Read(name, strict: true), keys, value);
            return;
        }

        // panc refuses to change a variable in a block.
        if (_variables.ContainsKey(name)) throw new PanException($"{name} is a variable");
        _locals[name] = PanValues.With(_locals.GetValueOrDefault(name), keys, value);
    }

    internal object? Call(string function, object?[] arguments)
    {
        if (function == "if_exists") return Find((string)arguments[0]!) is null ? null : arguments[0];
        if (function == "value") return Profile((string)arguments[0]!) is { } found && found != PanValues.Missing ? found : throw new PanException($"There is no {arguments[0]}");
        if (PackageFunctions.Find(_library, function) is { } changes) return _self = changes(PanValues.Table(Read("SELF", strict: true)), arguments);
        if (!_functions.TryGetValue(function, out PanExpression? body)) return PanBuiltins.Call(function, arguments);
        (Dictionary<string, object?> outer, _locals) = (_locals, new(StringComparer.Ordinal) { ["ARGV"] = arguments, ["ARGC"] = arguments.Length });
        object? result = body(this);
        _locals = outer;
        return result;
    }

    private static string[] Keys(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private PanTemplate? Find(string name) => _find(this["LOADPATH"] as IReadOnlyList<object?> ?? [], name);

    private void Execute(PanTemplate template)
    {
        if (template.IsOnce && !_done.Add(template)) return;
        foreach (Action<PanEvaluation> statement in template.Statements) statement(this);
    }
}
