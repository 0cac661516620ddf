namespace GrifErrata.Xml;

/// <summary>Where an attribute lies in the tokenizer's buffer.</summary>
/// <param name="Name">First byte of the name.</param>
/// <param name="NameLength">Bytes of the name.</param>
/// <param name="Colon">The colon's place in the name, or -1.</param>
/// <param name="Value">First byte of the value, behind the quote.</param>
/// <param name="ValueLength">Bytes of the value.</param>
/// <param name="IsPlain">The value can be taken as it is: no references, line breaks or control bytes.</param>
internal readonly record struct XmlAttribute(int Name, int NameLength, int Colon, int Value, int ValueLength, bool IsPlain);
