namespace GrifErrata.Tests.Pan.Evaluation;

/// <summary>Where panc would stop, or where the evaluation does not know what the text says.</summary>
public sealed class PanException : Exception
{
    public PanException()
    {
    }

    public PanException(string message)
        : base(message)
    {
    }

    public PanException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
