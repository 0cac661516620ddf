namespace GrifErrata.Tool.Tests;

/// <summary>All tests run at the repository's root, where the command's defaults fit and paths come out short.</summary>
[SetUpFixture]
public sealed class AtTheRoot
{
    [OneTimeSetUp]
    public void GoThere() => Environment.CurrentDirectory = Checkout.Root;
}
