using GrifErrata.Monitor;
using GrifErrata.Monitor.Sample;
using GrifErrata.Monitor.Settings;
using GrifErrata.Monitor.Storage;

if (args.Contains("--help") || args.Contains("-h"))
{
    await Console.Out.WriteLineAsync(Help.Text);
    return 0;
}

if (Verbs.IsOne(args)) return await Verbs.RunAsync(args, Console.Out, Console.Error);

DirectoryInfo? sample = null;
if (args.Contains(SampleStart.Option)) (args, sample) = await SampleStart.PrepareAsync(args, TimeProvider.System.GetUtcNow());
try
{
    if (Options.Unknown(args) is { } unknown)
    {
        await Console.Error.WriteLineAsync($"grif-errata-monitor: `{unknown}` is not known here, or lacks its value. --help lists the options.");
        return 2;
    }

#pragma warning disable CA2000 // The application disposes of the database.
    if (Startup.Read(args, Console.Error) is not { } settings || Startup.Open(settings, Console.Error) is not { } store) return 2;
#pragma warning restore CA2000
    await using WebApplication app = MonitorApplication.Build(settings, store, TimeProvider.System, args);
    await app.RunAsync();
    return 0;
}
finally
{
    SampleStart.Remove(sample);
}
