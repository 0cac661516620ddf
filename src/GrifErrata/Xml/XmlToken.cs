namespace GrifErrata.Xml;

/// <summary>What <see cref="XmlTokenizer.Read"/> found.</summary>
internal enum XmlToken
{
    /// <summary>The document is over and was well-formed.</summary>
    End,

    /// <summary>A start tag, or an empty element (whose end follows as a token of its own).</summary>
    StartElement,

    /// <summary>The end of an element.</summary>
    EndElement,

    /// <summary>A piece of text; one text may come in several pieces.</summary>
    Text,
}
