using GrifErrata.Diagnostics;
using GrifErrata.Generation;
using GrifErrata.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Build.Tests;

internal sealed class Cancelling
{
    private static string Input => Path.Combine(Checkout.Root, "tests", "GrifErrata.Build.Tests", "site", "errata-input");

    [Test]
    public void A_cancelled_generation_writes_nothing()
    {
        string output = Path.Combine(Packages.Temporary, "cancelled-generation");
        GenerationRequest request = new(Input, output, GenerationMode.Update);

        Assert.That(
            () => ErrataGenerator.Run(request, [], NullLogger.Instance, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.Exists(output), Is.False);
    }

    [Test]
    public void A_cancelled_task_fails_without_an_error_and_writes_nothing()
    {
        string output = Path.Combine(Packages.Temporary, "cancelled-task");
        RecordingEngine engine = new();
        using GenerateErrata task = new() { BuildEngine = engine, InputDirectory = Input, OutputDirectory = output, Mode = "Update" };
        task.Cancel();

        Assert.That(task.Execute(), Is.False);
        Assert.That(engine.Errors, Is.Empty);
        Assert.That(Directory.Exists(output), Is.False);
    }
}
