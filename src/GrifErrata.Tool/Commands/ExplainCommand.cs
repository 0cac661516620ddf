using System.CommandLine;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata explain</c>: why a package is in an update version, or why not.</summary>
internal static class ExplainCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> package = new("PACKAGE") { Description = "Name of the package." };
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one, or when only one has the version.");
        Option<string?> version = CommonOptions.Version("The update version. Default: the last.");
        Option<string?> arch = new("--arch") { Description = "Only this architecture. Default: all that are known.", HelpName = "ARCH" };
        Option<string> input = CommonOptions.Input();
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "explain",
            "Says why a package is in an update version: since when, by which rule, from which source, for which advisories; or why it is absent.",
            "0  explained\n1  nothing has that name (or not with that architecture), or an error in the input\n2  wrong use",
            "grif-errata explain glibc --os sl5.5-x86_64 --version 20101028")
        {
            package, os, version, arch, input, json,
        };
        command.SetAction((parsed, token) =>
        {
            string? wanted = parsed.GetValue(version);
            if (OneOs.Read(console, parsed.GetRequiredValue(input), parsed.GetValue(os), wanted is null ? [] : [wanted], out int code, token) is not { } one)
                return Task.FromResult(code);
            string? name = wanted ?? one.Versions.LastOrDefault()?.Name;
            if (name is null)
            {
                console.WriteError($"{one.Errata.Os.Name} has no update version yet. Write one with grif-errata new.");
                return Task.FromResult(ExitCodes.Problems);
            }

            if (one.Find(console, name) is not { } found) return Task.FromResult(ExitCodes.Problems);
            Explanation explanation = Explanations.Explain(
                one.Errata, one.Versions, found, parsed.GetRequiredValue(package), parsed.GetValue(arch));
            if (parsed.GetValue(json)) JsonOutput.Write(console.Out, w => ExplanationJson.Write(w, one.Errata.Os, explanation));
            else ExplanationText.Write(console, one.Errata.Os, explanation, parsed.GetValue(arch));
            return Task.FromResult(explanation.Architectures.IsEmpty ? ExitCodes.Problems : ExitCodes.Fine);
        });
        return command;
    }
}
