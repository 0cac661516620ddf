using System.Runtime.CompilerServices;
using System.Text.Json;

namespace GrifErrata.Json;

/// <summary>Tells what a JSON document is by the keys of its first object, from the first bytes alone.</summary>
internal static class JsonHead
{
    private const int MostKeys = 64;

    /// <summary>The keys of the first object, or of the first object of an array, as far as the bytes reach; none if the bytes are no JSON.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="decides">Whether a key tells enough: none behind it is looked at.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static IReadOnlyList<string> KeysOf(ReadOnlySpan<byte> head, Predicate<string> decides)
    {
        List<string> keys = [];
        if (head is [0xEF, 0xBB, 0xBF, ..]) head = head[3..];
        int first = head.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || head[first] is not ((byte)'{' or (byte)'[')) return keys;
        Utf8JsonReader reader = new(head, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth }));
        try
        {
            int depth = -1;
            while (keys.Count < MostKeys && reader.Read())
            {
                if (depth < 0)
                {
                    if (reader.TokenType == JsonTokenType.StartObject) depth = reader.CurrentDepth + 1;
                    else if (reader.TokenType != JsonTokenType.StartArray || reader.CurrentDepth > 0) return keys;
                }
                else if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == depth)
                {
                    keys.Add(reader.GetString()!);
                    if (decides(keys[^1])) return keys;
                }
                else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth < depth)
                {
                    return keys;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The format's reader says what is wrong, with its place.
        }

        return keys;
    }
}
