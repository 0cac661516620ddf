using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace GrifErrata.Updates;

/// <summary>Says which packages are the kernel: a reboot is the site's decision, so an update version lists them but never deploys them.</summary>
public sealed class KernelRule
{
    /// <summary>The pattern of <see cref="Default"/>: all that starts with <c>kernel</c> but modules built for a kernel.</summary>
    public const string DefaultPattern = "^kernel(?!-module-)";

    // A maintainer's pattern sees names from feeds: it must not be able to run for ever.
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly Regex _pattern;
    private readonly FrozenSet<string> _except;

    /// <summary>A rule from a pattern and the names that it does not hold.</summary>
    /// <param name="pattern">A regular expression of .NET, matched without culture.</param>
    /// <param name="except">Names that the pattern matches but that are ordinary packages.</param>
    /// <exception cref="ArgumentException">The pattern is not a regular expression.</exception>
    public KernelRule(string pattern, IEnumerable<string> except)
    {
        _pattern = new Regex(pattern, RegexOptions.CultureInvariant, MatchTimeout);
        _except = except.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary><c>^kernel(?!-module-)</c> except <c>kernel-utils</c> (SL 4's microcode package).</summary>
    public static KernelRule Default { get; } = new(DefaultPattern, ["kernel-utils"]);

    /// <summary>Whether a package of this name is held back.</summary>
    /// <exception cref="RegexMatchTimeoutException">The pattern needed more than a second for this name.</exception>
    public bool Holds(string name) => _pattern.IsMatch(name) && !_except.Contains(name);
}
