using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Oval;

/// <summary>Reads the sections behind the definitions: tests, objects, states.</summary>
internal sealed class OvalChecks(XmlTokenizer xml, Utf8StringPool strings, string file)
{
    // Red Hat names seven at most; a list without end would multiply with each package.
    public const int MaxArches = 16;

    private readonly Dictionary<string, ImmutableArray<string>> _arches = new(StringComparer.Ordinal);
    private readonly List<int> _moreStates = [];

    public OvalTable<OvalTest> Tests { get; } = new(file);

    public OvalTable<OvalObject> Objects { get; } = new(file);

    public OvalTable<OvalState> States { get; } = new(file);

    /// <summary>Reads the current <c>tests</c> element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadTests(CancellationToken cancellationToken)
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadTest();
        }
    }

    /// <summary>Reads the current <c>objects</c> element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadObjects(CancellationToken cancellationToken)
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadObject();
        }
    }

    /// <summary>Reads the current <c>states</c> element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadStates(CancellationToken cancellationToken)
    {
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadState();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadTest()
    {
        int number = 0, depth = xml.Depth;
        bool isNone = false, isRpm = OvalNames.Local(xml.Name).SequenceEqual("rpminfo_test"u8);
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("id"u8)) number = Tests.NumberOf(xml.AttributeValue(i));
            else if (key.SequenceEqual("check"u8)) isNone |= xml.AttributeValue(i).SequenceEqual("none satisfy"u8);
            else if (key.SequenceEqual("check_existence"u8)) isNone |= xml.AttributeValue(i).SequenceEqual("none_exist"u8);
        }

        OvalTest test = new() { Use = OvalUse.Once, IsNone = isNone, IsRpm = isRpm };
        _moreStates.Clear();
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("object"u8)) test.Object = Reference("object_ref"u8, Objects);
            else if (name.SequenceEqual("state"u8)) AddState(ref test, Reference("state_ref"u8, States));
            xml.Skip();
        }

        if (_moreStates.Count > 0) test.MoreStates = [.. _moreStates];
        if (number == 0) return;
        ref OvalTest known = ref Tests.Of(number);
        if (known.Use != OvalUse.Dangling) test.Use = OvalUse.Twice;
        known = test;
    }

    private void AddState(ref OvalTest test, int state)
    {
        if (test.State == 0) test.State = state;
        else if (state != 0) _moreStates.Add(state);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Reference<T>(ReadOnlySpan<byte> attribute, OvalTable<T> table)
        where T : struct
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(attribute)) return table.NumberOf(xml.AttributeValue(i));
        }

        return 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadObject()
    {
        int number = Reference("id"u8, Objects), depth = xml.Depth;
        OvalObject found = new() { Use = OvalUse.Once };
        while (xml.NextChild(depth))
        {
            if (!OvalNames.Local(xml.Name).SequenceEqual("name"u8))
            {
                xml.Skip();
                continue;
            }

            bool isName = Operation() is "equals";
            string name = strings.Get(xml.ReadText());
            found.Name = isName ? name : $"/{name}/";
            found.IsName = isName && RpmAlphabet.IsName(name);
        }

        if (number == 0) return;
        ref OvalObject known = ref Objects.Of(number);
        if (known.Use != OvalUse.Dangling) found.Use = OvalUse.Twice;
        known = found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadState()
    {
        int number = Reference("id"u8, States), depth = xml.Depth;
        OvalState state = new() { Use = OvalUse.Once };
        while (xml.NextChild(depth))
        {
            ReadOnlySpan<byte> name = OvalNames.Local(xml.Name);
            if (name.SequenceEqual("evr"u8))
            {
                state.HasEvr = true;
                bool isBelow = Operation() is "less than";
                string text = strings.Get(xml.ReadText());
                if (isBelow) TakeEvr(ref state, text);
            }
            else if (name.SequenceEqual("arch"u8))
            {
                bool isClear = Operation() is "equals" or "pattern match";
                string text = strings.Get(xml.ReadText());
                state.Arches = isClear ? ArchesOf(text) : default;
                if (state.Arches.IsDefault) state.UnclearArches = text;
            }
            else
            {
                xml.Skip();
            }
        }

        if (number == 0) return;
        ref OvalState known = ref States.Of(number);
        if (known.Use != OvalUse.Dangling) state.Use = OvalUse.Twice;
        known = state;
    }

    // "equals" is what the schema takes where nothing is written.
    private string Operation()
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual("operation"u8)) return strings.Get(xml.AttributeValue(i));
        }

        return "equals";
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void TakeEvr(ref OvalState state, string text)
    {
        // Nothing is below 0, so it is not a fix but a way to say that there is none (Oracle, "is earlier than 0").
        state.IsFix = text is not ("0" or "0:0" or "0:0-0");
        state.Text = text;
        int colon = text.IndexOf(':', StringComparison.Ordinal), hyphen = text.LastIndexOf('-');
        if (colon <= 0 || hyphen <= colon) return;
        if (!RpmAlphabet.TryParseEpoch(text.AsSpan(0, colon), out int epoch)) return;
        if (!RpmAlphabet.IsVersion(text.AsSpan((colon + 1)..hyphen)) || !RpmAlphabet.IsVersion(text.AsSpan(hyphen + 1))) return;
        state.Evr = new Evr(epoch, text[(colon + 1)..hyphen], text[(hyphen + 1)..]);
        state.IsEvr = true;
    }

    // "aarch64|x86_64", with or without anchors and parentheses; default for any other pattern.
    private ImmutableArray<string> ArchesOf(string text)
    {
        if (_arches.TryGetValue(text, out ImmutableArray<string> known)) return known;
        string list = text;
        if (list.StartsWith('^')) list = list[1..];
        if (list.EndsWith('$')) list = list[..^1];
        if (list.StartsWith('(') && list.EndsWith(')')) list = list[1..^1];
        string[] arches = list.Split('|', MaxArches + 1);
        ImmutableArray<string> found = arches.Length <= MaxArches && Array.TrueForAll(arches, a => RpmAlphabet.IsArch(a))
            ? [.. arches.Select(a => strings.Get(Encoding.UTF8.GetBytes(a))).Distinct(StringComparer.Ordinal)]
            : default;
        if (_arches.Count < 1000) _arches[text] = found;
        return found;
    }
}
