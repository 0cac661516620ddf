using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using GrifErrata.Xml;

namespace GrifErrata.Advisories.Oval;

/// <summary>Gathers the references of one definition, and finds the advisory's id among them.</summary>
internal sealed class OvalReferences(XmlTokenizer xml, Utf8StringPool strings, int max)
{
    private const string Cve = "cve";

    private readonly List<AdvisoryReference> _references = [];
    private readonly HashSet<string> _cves = new(StringComparer.Ordinal);
    private string _erratum = string.Empty;
    private string _firstCve = string.Empty;

    /// <summary>References that were not kept.</summary>
    public int LeftOut { get; private set; }

    /// <summary>
    /// The id: that of the erratum, which is the first reference that is no CVE; where the definition is about a vulnerability
    /// (SUSE's), the first CVE, since it may list the errata of several years. Empty where there is none.
    /// </summary>
    public string AdvisoryId(OvalClass ofClass) => ofClass == OvalClass.Vulnerability && _firstCve.Length > 0 ? _firstCve : _erratum;

    /// <summary>The kind that an id names: Red Hat's, Oracle's, SUSE's; a CVE is security.</summary>
    public static AdvisoryType TypeOf(string id)
    {
        AdvisoryType type = AdvisoryWords.TypeOf(id);
        if (type != AdvisoryType.Unknown) return type;
        if (id.StartsWith("CVE-", StringComparison.Ordinal)) return AdvisoryType.Security;
        if (!id.StartsWith("SUSE-", StringComparison.Ordinal) && !id.StartsWith("openSUSE-", StringComparison.Ordinal)) return AdvisoryType.Unknown;
        return id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..] switch
        {
            ['S', 'U', '-', ..] => AdvisoryType.Security,
            ['R', 'U', '-', ..] => AdvisoryType.Bugfix,
            ['F', 'U', '-', ..] => AdvisoryType.Enhancement,
            _ => AdvisoryType.Unknown,
        };
    }

    public void Clear()
    {
        _references.Clear();
        _cves.Clear();
        (_erratum, _firstCve, LeftOut) = (string.Empty, string.Empty, 0);
    }

    /// <summary>All that are kept, in the file's order; each CVE once, though definitions name it twice. The advisory's own is <c>self</c>.</summary>
    public ImmutableArray<AdvisoryReference> ToImmutable(string advisoryId)
    {
        int own = _references.FindIndex(r => r.Id == advisoryId);
        if (own >= 0 && _references[own].Type != Cve) _references[own] = _references[own] with { Type = "self" };
        return [.. _references];
    }

    /// <summary>Reads the current <c>reference</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadReference()
    {
        string source = string.Empty, id = string.Empty, href = string.Empty;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("source"u8)) source = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("ref_id"u8)) id = Encoding.UTF8.GetString(xml.AttributeValue(i).Trim(" "u8));
            else if (key.SequenceEqual("ref_url"u8)) href = Encoding.UTF8.GetString(xml.AttributeValue(i));
        }

        xml.Skip();

        // SUSE writes "Mitre CVE-2012-2150" and "SUSE CVE-2012-2150".
        string word = id[(id.LastIndexOf(' ') + 1)..];
        if (word.StartsWith("CVE-", StringComparison.Ordinal)) AddCve(word, href);
        else Add(source, id, href);
    }

    /// <summary>Reads the current <c>cve</c> of an advisory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadCve()
    {
        string href = Attribute("href"u8);
        string id = strings.Get(xml.ReadText());
        if (id.Length > 0) AddCve(id, href);
    }

    /// <summary>Reads the current <c>bugzilla</c> of an advisory; its text is the bug's title and not kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ReadBug()
    {
        string id = Attribute("id"u8), href = Attribute("href"u8);
        xml.Skip();
        if (IsFull()) return;
        _references.Add(new AdvisoryReference("bugzilla", id, href));
    }

    private void AddCve(string id, string href)
    {
        if (_firstCve.Length == 0) _firstCve = id;
        if (_cves.Contains(id) || IsFull()) return;
        _cves.Add(id);
        _references.Add(new AdvisoryReference(Cve, id, href));
    }

    private void Add(string source, string id, string href)
    {
        string type = AdvisoryWords.LowerCase(source);
        if (_erratum.Length == 0 && id.Length > 0 && type != "bugzilla") _erratum = id;
        if (!IsFull()) _references.Add(new AdvisoryReference(type, id, href));
    }

    private bool IsFull()
    {
        if (_references.Count < max) return false;
        LeftOut++;
        return true;
    }

    private string Attribute(ReadOnlySpan<byte> name)
    {
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            if (xml.AttributeName(i).SequenceEqual(name)) return Encoding.UTF8.GetString(xml.AttributeValue(i));
        }

        return string.Empty;
    }
}
