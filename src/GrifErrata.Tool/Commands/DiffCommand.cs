using System.CommandLine;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata diff</c>: what differs between two update versions.</summary>
internal static class DiffCommand
{
    public static Command Create(CommandConsole console)
    {
        Argument<string> from = CommonOptions.VersionArgument("A", "The update version to compare with.");
        Argument<string> to = CommonOptions.VersionArgument("B", "The update version to compare.");
        Option<string?> os = CommonOptions.Os("The OS, a folder of the input. May be left out when there is one, or when only one has the version.");
        Option<string> input = CommonOptions.Input();
        Option<bool> json = CommonOptions.Json();
        DocumentedCommand command = new(
            "diff",
            "Shows what differs between two update versions: packages, held kernels, kernel, variables, advisories.",
            "0  nothing differs\n1  something differs, or an error in the input\n2  wrong use",
            "grif-errata diff 20101022 20101028")
        {
            from, to, os, input, json,
        };
        command.SetAction((parsed, token) =>
        {
            string[] names = [parsed.GetRequiredValue(from), parsed.GetRequiredValue(to)];
            if (OneOs.Read(console, parsed.GetRequiredValue(input), parsed.GetValue(os), names, out int code, token) is not { } one)
                return Task.FromResult(code);
            if (one.Find(console, names[0]) is not { } a || one.Find(console, names[1]) is not { } b)
                return Task.FromResult(ExitCodes.Problems);
            VersionDifference difference = new(a, b);
            if (parsed.GetValue(json)) JsonOutput.Write(console.Out, w => Write(w, one.Errata.Os.Name, difference));
            else Write(console, one.Errata.Os.Name, difference);
            return Task.FromResult(difference.IsEmpty ? ExitCodes.Fine : ExitCodes.Problems);
        });
        return command;
    }

    private static void Write(CommandConsole console, string os, VersionDifference difference)
    {
        Colours colours = console.OutColours;
        if (difference.IsEmpty)
        {
            console.Out.WriteLine($"{os}: {difference.From.Name} and {difference.To.Name} are the same.");
            return;
        }

        console.Out.WriteLine(colours.Heading($"{os}: {difference.From.Name} -> {difference.To.Name}"));
        Write(console, "added", difference.Packages, ChangeKind.Added, colours.Good);
        Write(console, "raised", difference.Packages, ChangeKind.Raised, colours.Good);
        Write(console, "lowered", difference.Packages, ChangeKind.Lowered, colours.Doubtful);
        Write(console, "left", difference.Packages, ChangeKind.Left, colours.Bad);
        TextTable held = new();
        foreach (PackageChange change in difference.Held) held.Add(Cells(change));
        Write(console, "held kernel packages", held, null);
        TextTable settings = new();
        if (difference.Kernel is { } kernel) settings.Add("kernel", Step(kernel.From, kernel.To));
        foreach ((string name, string? from, string? to) in difference.Variables) settings.Add(name, Step(from, to));
        Write(console, "kernel and variables", settings, null);
        Write(console, "advisories gained", Advisories(difference.Gained), colours.Good);
        Write(console, "advisories lost", Advisories(difference.Lost), colours.Bad);
    }

    private static void Write(
        CommandConsole console, string title, IEnumerable<PackageChange> changes, ChangeKind kind, Func<string, string> colour)
    {
        TextTable table = new();
        foreach (PackageChange change in changes.Where(c => c.Kind == kind)) table.Add(Cells(change));
        Write(console, title, table, colour);
    }

    private static void Write(CommandConsole console, string title, TextTable table, Func<string, string>? colour)
    {
        if (table.IsEmpty) return;
        console.Out.WriteLine();
        console.Out.WriteLine(console.OutColours.Heading($"{title}: {table.Count}"));
        table.Write(console.Out, indent: 2, colour);
    }

    private static TextTable Advisories(IEnumerable<Advisory> advisories)
    {
        TextTable table = new();
        foreach (Advisory advisory in advisories) table.Add(AdvisoryText.Cells(advisory));
        return table;
    }

    private static string[] Cells(PackageChange change) => [change.Name, change.Arch, Step(change.From?.ToString(), change.To?.ToString())];

    private static string Step(string? from, string? to) => (from, to) switch
    {
        (null, _) => to ?? string.Empty,
        (_, null) => $"{from} -> none",
        _ => $"{from} -> {to}",
    };

    private static void Write(Utf8JsonWriter json, string os, VersionDifference difference)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("os", os);
        json.WriteString("from", difference.From.Name);
        json.WriteString("to", difference.To.Name);
        json.Array("packages", difference.Packages, change => Write(json, change));
        json.Array("held", difference.Held, change => Write(json, change));
        if (difference.Kernel is { } kernel)
        {
            json.WriteStartObject("kernel");
            json.Text("from", kernel.From);
            json.Text("to", kernel.To);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("kernel");
        }

        json.Array("variables", difference.Variables, variable =>
        {
            json.WriteStartObject();
            json.WriteString("name", variable.Name);
            json.Text("from", variable.From);
            json.Text("to", variable.To);
            json.WriteEndObject();
        });
        json.Array("gained", difference.Gained, advisory => Write(json, advisory));
        json.Array("lost", difference.Lost, advisory => Write(json, advisory));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PackageChange change)
    {
        json.WriteStartObject();
        json.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
        json.WriteString("name", change.Name);
        json.WriteString("arch", change.Arch);
        json.Text("from", change.From?.ToString());
        json.Text("to", change.To?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Advisory advisory)
    {
        json.WriteStartObject();
        AdvisoryText.Write(json, advisory);
        json.WriteEndObject();
    }
}
