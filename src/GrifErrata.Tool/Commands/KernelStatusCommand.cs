using System.Collections.Immutable;
using System.CommandLine;
using GrifErrata.Diagnostics;
using GrifErrata.Edits;
using GrifErrata.Federation;
using GrifErrata.Generation;
using GrifErrata.Updates;

namespace GrifErrata.Tool.Commands;

/// <summary><c>grif-errata kernel status</c>: which site has not moved, and what its kernel lacks.</summary>
internal static class KernelStatusCommand
{
    public static Command Create(CommandConsole console)
    {
        Option<bool> check = new("--check") { Description = "Exit code 1 if a site is overdue." };
        Option<bool> all = new("--all") { Description = "List every advisory and CVE, and finished plans too." };
        Option<bool> json = CommonOptions.Json();
        FederationOptions options = new(console);
        DocumentedCommand command = new(
            "status",
            "Shows each plan and its sites, the overdue ones first, and the security advisories and CVEs that their kernels lack. A site is overdue after its own day or the plan's deadline.",
            "0  shown\n1  with --check: a site is overdue; an error in the input\n2  wrong use",
            "grif-errata kernel status --check --date 2010-12-16")
        {
            check, all, json,
        };
        options.AddReadingTo(command);
        command.SetAction((parsed, token) =>
        {
            if (Read(console, options, parsed, token) is not { } plans) return Task.FromResult(ExitCodes.Problems);
            if (parsed.GetValue(json)) JsonOutput.Write(console.Out, w => KernelStatusJson.Write(w, options.Date(parsed), plans));
            else KernelStatusText.Write(console, plans, parsed.GetValue(all));
            bool overdue = plans.Any(p => p.Sites.Any(s => s.State == KernelSiteState.Overdue));
            return Task.FromResult(parsed.GetValue(check) && overdue ? ExitCodes.Problems : ExitCodes.Fine);
        });
        return command;
    }

    /// <summary>The plans of the OS that is named, or of all; null after what is wrong was written.</summary>
    private static ImmutableArray<KernelPlanStatus>? Read(CommandConsole console, FederationOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (options.Open(parsed) is not { } edits) return null;
        string? os = options.Os(parsed);
        if (os is not null && !edits.Updates.ContainsKey(os))
        {
            console.WriteError($"There is no OS {os}; there are: {string.Join(", ", edits.Updates.Keys)}.");
            return null;
        }

        DiagnosticBag diagnostics = [];
        ImmutableArray<KernelPlanStatus>.Builder plans = ImmutableArray.CreateBuilder<KernelPlanStatus>();
        using (new Progress(console, $"Reading {options.Input(parsed)}"))
        {
            foreach (IGrouping<string, KernelPlan> ofOs in edits.Federation.Kernels.Where(k => os is null || k.Os == os).GroupBy(k => k.Os))
            {
                OsErrata? errata = ErrataInput.Read(options.Input(parsed), ofOs.Key, diagnostics, cancellationToken).FirstOrDefault();
                if (errata is null || KernelFixes.Find(errata, diagnostics) is not { } fixes) continue;
                plans.AddRange(ofOs.Select(plan => KernelPlanStatus.Of(edits.Federation, plan, errata.Updates, fixes, options.Date(parsed))));
            }
        }

        return console.Write(diagnostics) == ExitCodes.Fine ? plans.ToImmutable() : null;
    }
}
