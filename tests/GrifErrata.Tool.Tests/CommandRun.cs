using System.Text;

namespace GrifErrata.Tool.Tests;

/// <summary>What a command did, run in this process.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    public static CommandRun Of(params string[] args) => With(console => console, args);

    public static CommandRun WithInput(string input, params string[] args) =>
        With(console => console with { In = new MemoryStream(Encoding.UTF8.GetBytes(input)) }, args);

    public static CommandRun With(Func<CommandConsole, CommandConsole> change, params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandConsole console = change(new(output, error, Stream.Null));
        int code = Program.RunAsync(args, console, CancellationToken.None).GetAwaiter().GetResult();
        return new(code, output.ToString(), error.ToString());
    }
}
