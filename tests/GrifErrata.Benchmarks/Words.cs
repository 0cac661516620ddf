using System.Globalization;
using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>Words that look like a distribution's.</summary>
internal static class Words
{
    private static readonly string[] Syllables =
        ["bind", "core", "glib", "kern", "perl", "python", "net", "snmp", "xml", "java", "http", "ssl", "tool", "font", "db", "ldap", "image", "sound", "grid", "batch"];

    private static readonly string[] Suffixes = ["-devel", "-libs", "-doc", "-debuginfo", "-common", "-server", "-client", "-static", "-utils", "-tools"];

    private static readonly string[] Sentence =
        ("a flaw was found in the way the server handled certain requests which a remote attacker could use to cause it to crash or possibly "
        + "run code with the privileges of the user who runs it users of this package should upgrade to these updated packages which contain "
        + "backported patches to correct these issues &lt;none&gt; after installing the update the daemon will be restarted").Split(' ');

    public static string Format(FormattableString text) => FormattableString.Invariant(text);

    public static string Package(Random random, int index) =>
        $"{Syllables[random.Next(Syllables.Length)]}-{Syllables[random.Next(Syllables.Length)]}{(index % 17).ToString(CultureInfo.InvariantCulture)}";

    public static string Suffix(int index) => Suffixes[index % Suffixes.Length];

    public static string Version(Random random) => Format($"{random.Next(10)}.{random.Next(40)}.{random.Next(20)}");

    public static string Release(Random random) => Format($"{random.Next(1, 60)}.el7_{random.Next(10)}.{random.Next(1, 5)}");

    public static string Hex(Random random)
    {
        Span<byte> bytes = stackalloc byte[32];
        random.NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    public static string Prose(Random random, int words)
    {
        StringBuilder text = new();
        for (int i = 0; i < words; i++)
        {
            if (i > 0) text.Append(i % 12 == 0 ? '\n' : ' ');
            text.Append(Sentence[random.Next(Sentence.Length)]);
        }

        return text.ToString();
    }
}
