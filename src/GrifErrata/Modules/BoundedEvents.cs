using GrifErrata.Diagnostics;
using GrifErrata.Input;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GrifErrata.Modules;

/// <summary>The events of a YAML file without aliases and below a depth: what may multiply is refused before it does.</summary>
internal sealed class BoundedEvents(IParser parser, string file, int maxDepth)
{
    private int _depth;

    /// <summary>The event at which it stands.</summary>
    public ParsingEvent Current => parser.Current ?? throw new InvalidOperationException("No event was read.");

    /// <summary>Where that event starts.</summary>
    public SourceLocation Location => new(file, (int)Current.Start.Line, (int)Current.Start.Column);

    /// <summary>Goes on; false at the end.</summary>
    public bool Next()
    {
        if (!parser.MoveNext()) return false;
        switch (Current)
        {
            case AnchorAlias:
                throw Refusal("Aliases (*) are not read: a few of them can mean millions of lines. Write the value itself.");
            case MappingStart or SequenceStart when ++_depth > maxDepth:
                throw Refusal($"The value is nested more than {maxDepth} levels deep. Do not use this file before you know where it comes from.");
            case MappingEnd or SequenceEnd:
                _depth--;
                break;
        }

        return true;
    }

    /// <summary>Passes over the value at which it stands, so that it stands at the value's last event.</summary>
    public void Skip()
    {
        if (Current is not (MappingStart or SequenceStart)) return;
        int outside = _depth - 1;
        while (_depth > outside)
        {
            if (!Next()) throw new InvalidOperationException("The file ends inside a value.");
        }
    }

    private InputException Refusal(string message) => new(ModuleDiagnostics.Syntax.At(Location, message));
}
