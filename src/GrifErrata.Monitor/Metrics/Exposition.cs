using System.Globalization;
using System.Text;

namespace GrifErrata.Monitor.Metrics;

/// <summary>Writes Prometheus' text format, 0.0.4 (its documentation, "Exposition formats").</summary>
internal sealed class Exposition
{
    /// <summary>The content type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>Begins a metric.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type"><c>gauge</c>, <c>counter</c> or <c>histogram</c>.</param>
    /// <param name="help">What it says, one sentence.</param>
    public Exposition Metric(string name, string type, string help)
    {
        _text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\n# TYPE {name} {type}\n");
        return this;
    }

    /// <summary>Adds a value of it.</summary>
    public Exposition Value(string name, double value, params ReadOnlySpan<(string Label, string Value)> labels)
    {
        _text.Append(name);
        for (int i = 0; i < labels.Length; i++) _text.Append(i == 0 ? '{' : ',').Append(labels[i].Label).Append("=\"").Append(Escape(labels[i].Value)).Append('"');
        if (labels.Length > 0) _text.Append('}');
        _text.Append(' ').Append(double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
