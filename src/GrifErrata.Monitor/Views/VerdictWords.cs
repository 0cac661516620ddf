using System.Numerics;
using GrifErrata.Monitor.Verdicts;

namespace GrifErrata.Monitor.Views;

/// <summary>The verdicts of a host one by one, as lists show and filter them.</summary>
internal static class VerdictWords
{
    private static readonly int Least = HostVerdictWords.All.Count();

    /// <summary>Each word, the gravest first; <c>right</c> before them where nothing is wrong.</summary>
    public static IEnumerable<string> Of(HostVerdict verdict)
    {
        IEnumerable<string> words = HostVerdictWords.All.Where(w => verdict.HasFlag(w.Verdict)).Select(w => w.Word);
        return verdict.IsRight() ? words.Prepend("right") : words;
    }

    /// <summary>0 for the gravest verdict; the highest for hosts that are right.</summary>
    public static int Gravity(HostVerdict verdict) => verdict.IsRight() ? Least : BitOperations.TrailingZeroCount((int)verdict);

    /// <summary>The word of a single verdict.</summary>
    public static string Word(HostVerdict verdict) => HostVerdictWords.All.First(w => w.Verdict == verdict).Word;
}
