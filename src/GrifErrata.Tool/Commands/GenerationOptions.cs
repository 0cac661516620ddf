using System.CommandLine;
using GrifErrata.Generation;

namespace GrifErrata.Tool.Commands;

/// <summary>The options of <c>generate</c> and <c>verify</c>.</summary>
internal sealed class GenerationOptions
{
    private readonly Option<string> _input = CommonOptions.Input();
    private readonly Option<string> _output = CommonOptions.Output();
    private readonly Option<string?> _os = CommonOptions.Os("Only this OS, a folder of the input. Default: all.");
    private readonly Option<string?> _version = CommonOptions.Version("Only this update version. Default: all.");
    private readonly Option<string?> _templates = CommonOptions.Templates();
    private readonly Option<DateOnly?> _date = FederationOptions.Day("--date", "The day for which freezes and deadlines hold and sites lag behind. Default: today, UTC.");
    private readonly Option<string?> _profiles = new("--profiles")
    {
        Description = "Folder of the compiled profiles or package lists of all machines, or one: warns of hosts in federation.yaml that match none. "
            + "Not read with --os or --version.",
        HelpName = "DIR",
    };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_input, _output, _os, _version, _templates, _date, _profiles]) command.Add(option);
    }

    public GenerationRequest Request(ParseResult parsed, CommandConsole console, GenerationMode mode) =>
        new(parsed.GetRequiredValue(_input), parsed.GetRequiredValue(_output), mode)
        {
            Os = parsed.GetValue(_os),
            Version = parsed.GetValue(_version),
            TemplateDirectory = parsed.GetValue(_templates),
            Today = parsed.GetValue(_date) ?? DateOnly.FromDateTime(console.Time.GetUtcNow().UtcDateTime),
            Profiles = parsed.GetValue(_profiles),
        };
}
