using CsCheck;
using GrifErrata.Diagnostics;
using GrifErrata.Feeds.Fetching;

namespace GrifErrata.Tests.Feeds;

/// <summary>Whatever a publisher and the way to it do.</summary>
internal sealed class FetchProperties
{
    // What the server does to one request: nothing, breaks off, changes a byte, fails, loses the file, sends too much, sends nothing of use.
    private static readonly Gen<int> Mischief = Gen.Frequency((4, Gen.Const(0)), (3, Gen.Int[1, 6]));

    private static readonly Gen<(int Advisories, int Revision, int[] Mischief)[]> Stories =
        Gen.Select(Gen.Int[0, 6], Gen.Int[0, 3], Mischief.Array[8]).Select((a, r, m) => (Advisories: 197 + a, Revision: r, m)).Array[1, 4];

    [Test]
    public void After_any_sequence_of_good_and_bad_answers_the_folder_is_the_old_or_a_whole_new_state() => Stories.Sample(
        story =>
        {
            using FetchFolder site = new();
            site.Settings = new FetchSettings { Tries = 2, MaxIndexBytes = 100_000 };
            string state = site.State();
            foreach ((int advisories, int revision, int[] mischief) in story)
            {
                site.Publish(new PublishedRepository { Advisories = advisories, Revision = 1_290_211_200 + revision });
                int asked = 0;
                site.Server.Answer = request => Spoil(site.Server.Serve(request), mischief[asked++ % mischief.Length]);
                (var results, DiagnosticBag diagnostics) = site.Fetch();
                if (results.Single().Outcome == FetchOutcome.Brought)
                {
                    Assert.That(diagnostics.HasErrors, Is.False);
                    Assert.That(results.Single().Pinned!.Advisories, Is.EqualTo(advisories), "what was published, whole");
                    Assert.That(site.Check(), Is.Empty);
                }
                else
                {
                    Assert.That(site.State(), Is.EqualTo(state));
                    Assert.That(diagnostics.HasErrors, Is.EqualTo(results.Single().Outcome == FetchOutcome.Refused));
                }

                state = site.State();
                Assert.That(state, Does.Not.Contain(".tmp"));
                Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(site.Cache.Root, "staging")), Is.Empty);
            }
        },
        iter: 15, threads: 1);

    private static ServerAnswer Spoil(ServerAnswer answer, int mischief) => mischief switch
    {
        1 when answer.Body.Length > 0 => answer with { CutAt = answer.Body.Length / 2 },
        2 when answer.Body.Length > 0 => answer with { Body = [.. answer.Body[..^1], (byte)(answer.Body[^1] ^ 1)] },
        3 => ServerAnswer.Of(503),
        4 => ServerAnswer.Of(404),
        5 => new ServerAnswer(200, new byte[200_000]),
        6 => new ServerAnswer(200, "<html/>"u8.ToArray()),
        _ => answer,
    };
}
