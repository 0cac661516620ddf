using System.Collections.Immutable;
using GrifErrata.Rpm;
using GrifErrata.Xml;

namespace GrifErrata.Repositories;

/// <summary>Reads one list of relations of a primary.xml, such as <c>rpm:obsoletes</c>.</summary>
internal static class PrimaryRelations
{
    // kernel-core has some 300 obsoletes at most; a hostile list ends here.
    private const int MaxEntries = 10_000;

    /// <summary>The entries of the current element; those that rpm could not name are left out.</summary>
    public static ImmutableArray<PackageRelation> Read(XmlTokenizer xml, Utf8StringPool strings)
    {
        ImmutableArray<PackageRelation>.Builder relations = ImmutableArray.CreateBuilder<PackageRelation>();
        int depth = xml.Depth;
        while (xml.NextChild(depth))
        {
            if (xml.NameIs("rpm:entry"u8) && relations.Count < MaxEntries && Entry(xml, strings) is { } relation) relations.Add(relation);
            xml.Skip();
        }

        return relations.ToImmutable();
    }

    private static PackageRelation? Entry(XmlTokenizer xml, Utf8StringPool strings)
    {
        string name = string.Empty, flags = string.Empty, epoch = string.Empty, version = string.Empty, release = string.Empty;
        for (int i = 0; i < xml.AttributeCount; i++)
        {
            ReadOnlySpan<byte> key = xml.AttributeName(i);
            if (key.SequenceEqual("name"u8)) name = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("flags"u8)) flags = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("epoch"u8)) epoch = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("ver"u8)) version = strings.Get(xml.AttributeValue(i));
            else if (key.SequenceEqual("rel"u8)) release = strings.Get(xml.AttributeValue(i));
        }

        int number = 0;
        bool right = RpmAlphabet.IsName(name) && (epoch.Length == 0 || RpmAlphabet.TryParseEpoch(epoch, out number))
            && (flags.Length == 0 || (flags is "EQ" or "LT" or "LE" or "GT" or "GE" && RpmAlphabet.IsVersion(version)))
            && (release.Length == 0 || RpmAlphabet.IsVersion(release));
        return right ? new(name, flags, new(number, version, release)) : null;
    }
}
