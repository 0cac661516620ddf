using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace GrifErrata.Tool;

/// <summary>A command whose help says its exit codes and shows an example.</summary>
internal sealed class DocumentedCommand(string name, string description, string exitCodes, string example) : Command(name, description)
{
    /// <summary>One line an exit code.</summary>
    public string ExitCodes { get; } = exitCodes;

    /// <summary>One line a command.</summary>
    public string Example { get; } = example;
}

/// <summary>System.CommandLine's help, followed by exit codes and example.</summary>
internal sealed class HelpWithExample(HelpAction inner) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        if (parseResult.CommandResult.Command is not DocumentedCommand command) return ExitCodes.Fine;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        Write(output, "Exit codes:", command.ExitCodes);
        Write(output, "Example:", command.Example);
        return ExitCodes.Fine;
    }

    private static void Write(TextWriter output, string heading, string lines)
    {
        output.WriteLine(heading);
        foreach (string line in lines.Split('\n')) output.WriteLine($"  {line}");
        output.WriteLine();
    }
}
