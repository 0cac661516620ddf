using GrifErrata.Monitor.StorageLoad;

switch (args)
{
    case ["endless", string path]:
        await Endless.RunAsync(path);
        return 0;
    case ["measure", string path, ..]:
        await Measure.RunAsync(path, args[2..]);
        return 0;
    default:
        await Console.Error.WriteLineAsync("""
            endless DATABASE                      stores reports until it is killed, and prints each that was answered
            measure DATABASE [WRITERS [HOSTS [BATCH]]] reports a second: first, first of shared sets, changed, unchanged; then reads
            """);
        return 2;
}
