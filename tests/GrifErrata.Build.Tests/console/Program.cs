// A tool of a site: plans the update versions of errata-input/ and says how many packages each has.
using System.Collections.Immutable;
using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Updates;
using Microsoft.Extensions.Logging.Abstractions;

DiagnosticBag diagnostics = [];
foreach (OsErrata errata in ErrataInput.Read("errata-input", os: null, diagnostics))
{
    ImmutableArray<UpdateVersion> versions = UpdatePlanner.Plan(errata, diagnostics);
    foreach (UpdateVersion version in versions) Console.WriteLine($"{errata.Os.Name} {version.Name}: {version.Packages.Length} packages");
}

GenerationResult result = ErrataGenerator.Run(
    new GenerationRequest("errata-input", "templates", GenerationMode.Update), diagnostics, NullLogger.Instance);
Console.WriteLine($"{result.Written.Length} files written");
foreach (Diagnostic diagnostic in diagnostics) Console.Error.WriteLine(diagnostic);
return diagnostics.HasErrors ? 1 : 0;
