using System.CommandLine;

namespace GrifErrata.Tool.Commands;

/// <summary>What is frozen: exactly one of a machine, a site and all sites.</summary>
internal sealed class FreezeTarget
{
    private readonly Argument<string?> _host = new("HOST") { Description = "The machine's full name.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _site = new("--site") { Description = "A whole site.", HelpName = "SITE" };
    private readonly Option<bool> _all = new("--all") { Description = "Every site." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(_host);
        command.Options.Add(_site);
        command.Options.Add(_all);
        command.Validators.Add(result =>
        {
            int given = (result.GetValue(_host) is null ? 0 : 1) + (result.GetValue(_site) is null ? 0 : 1) + (result.GetValue(_all) ? 1 : 0);
            if (given != 1) result.AddError("Name one machine, or one site with --site, or --all.");
        });
    }

    public (string? Host, string? Site, bool All) Of(ParseResult parsed) => (parsed.GetValue(_host), parsed.GetValue(_site), parsed.GetValue(_all));
}
