namespace GrifErrata.Diagnostics;

/// <summary>A place in an input: where a fact was read, or where an error is.</summary>
/// <param name="File">Path as the user gave it or as it lies under the input folder, with <c>/</c>; empty if no file is meant.</param>
/// <param name="Line">Line, counted from 1; 0 if no line is meant.</param>
/// <param name="Column">Column in characters, counted from 1; 0 if no column is meant.</param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>No place at all.</summary>
    public static SourceLocation None => new(string.Empty);

    /// <summary><c>file(line,column)</c>, the form that MSBuild and editors link to.</summary>
    public override string ToString() => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => $"{File}({Line})",
        _ => $"{File}({Line},{Column})",
    };
}
