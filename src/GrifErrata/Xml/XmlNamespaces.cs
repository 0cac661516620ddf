using System.Runtime.CompilerServices;
using System.Text;

namespace GrifErrata.Xml;

/// <summary>The namespace prefixes that are in scope.</summary>
internal sealed class XmlNamespaces
{
    private const string XmlUri = "http://www.w3.org/XML/1998/namespace";
    private const string XmlnsUri = "http://www.w3.org/2000/xmlns/";

    private readonly List<(byte[] Prefix, string Uri, int Depth)> _declared = [("xml"u8.ToArray(), XmlUri, 0)];

    /// <summary>Declares a prefix (empty: the default namespace) for the element at a depth; false where the specification forbids it.</summary>
    public bool TryDeclare(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> uri, int depth)
    {
        string text = Encoding.UTF8.GetString(uri);
        bool isXml = prefix.SequenceEqual("xml"u8);
        if (text == XmlnsUri || prefix.SequenceEqual("xmlns"u8)) return false;
        if (text == XmlUri != isXml) return false;
        if (text.Length == 0 && prefix.Length > 0) return false;
        if (prefix.Length > 0) _declared.Add((prefix.ToArray(), text, depth));
        return true;
    }

    public bool IsDeclared(ReadOnlySpan<byte> prefix) => Find(prefix) is not null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Find(ReadOnlySpan<byte> prefix)
    {
        for (int i = _declared.Count - 1; i >= 0; i--)
        {
            if (prefix.SequenceEqual(_declared[i].Prefix)) return _declared[i].Uri;
        }

        return null;
    }

    /// <summary>Forgets what the element at a depth declared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Leave(int depth)
    {
        while (_declared[^1].Depth == depth) _declared.RemoveAt(_declared.Count - 1);
    }
}
