using GrifErrata.Monitor.Relay;
using GrifErrata.Monitor.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace GrifErrata.Monitor.Tests.Relay;

/// <summary>What happens to queued reports, answer by answer.</summary>
public sealed class RelaySenderTests
{
    private static readonly DateTimeOffset Start = new(2010, 11, 25, 13, 0, 0, TimeSpan.Zero);

    private QueueInMemory _queue = null!;
    private Dictionary<string, RelayAnswer> _answers = null!;
    private RelaySender _sender = null!;

    [SetUp]
    public void CreateSender()
    {
        _queue = new(Start);
        _answers = [];
        _sender = new(new() { Name = "egi", Url = new("https://a.example.org/") }, _queue,
            (item, _) => Task.FromResult(_answers.GetValueOrDefault(item.Host, RelayAnswer.Delivered)), _queue, new Random(1), NullLogger.Instance);
    }

    [Test]
    public async Task All_that_is_due_is_sent_oldest_first()
    {
        for (int i = 1; i <= 9; i++) _queue.Add($"h{i}");
        Assert.That(await _sender.SendDueAsync(default), Is.EqualTo(RelaySender.Idle));
        Assert.That(_queue.Events, Is.EqualTo(Enumerable.Range(1, 9).Select(i => $"h{i} done")));
    }

    [Test]
    public async Task A_report_that_is_refused_does_not_hold_up_the_next_and_is_dropped_after_three_tries()
    {
        _queue.Add("bad");
        _queue.Add("good");
        _answers["bad"] = new(RelayAnswerKind.Refused, "answered 400 'ERROR'");
        for (int i = 0; i < 5; i++)
        {
            await _sender.SendDueAsync(default);
            _queue.Now += TimeSpan.FromHours(1);
        }

        Assert.That(_queue.Events, Is.EqualTo(new[]
        {
            "bad failed: answered 400 'ERROR'", "good done", "bad failed: answered 400 'ERROR'", "bad dropped: answered 400 'ERROR'",
        }));
    }

    [Test]
    public async Task A_report_at_which_the_server_fails_is_tried_ten_times_with_growing_pauses()
    {
        _queue.Add("bad");
        _answers["bad"] = new(RelayAnswerKind.Failed, "answered 500");
        List<double> pauses = [];
        while (_queue.Waiting > 0)
        {
            await _sender.SendDueAsync(default);
            if (_queue.Waiting == 0) break;
            pauses.Add((_queue.DueOf(1) - _queue.Now).TotalSeconds);
            _queue.Now = _queue.DueOf(1);
        }

        Assert.That(pauses, Has.Count.EqualTo(RelaySender.FailedTries - 1));
        for (int i = 0; i < pauses.Count; i++)
        {
            double full = Math.Min(30 * Math.Pow(2, i), 3600);
            Assert.That(pauses[i], Is.InRange(full / 2, full), $"pause {i}");
        }

        Assert.That(_queue.Events[^1], Is.EqualTo("bad dropped: answered 500"));
    }

    [Test]
    public async Task While_the_server_is_away_nothing_is_dropped_and_it_is_asked_ever_less()
    {
        _queue.Add("h1");
        _queue.Add("h2");
        _answers["h1"] = _answers["h2"] = new(RelayAnswerKind.Away, "no connection");
        TimeSpan last = TimeSpan.Zero;
        for (int i = 0; i < 30; i++)
        {
            last = await _sender.SendDueAsync(default);
            _queue.Now += TimeSpan.FromHours(2);
        }

        Assert.That(last, Is.InRange(TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)));
        Assert.That(_queue.Waiting, Is.EqualTo(2));
        _answers.Clear();
        _queue.Now += TimeSpan.FromHours(3);
        await _sender.SendDueAsync(default);
        Assert.That(_queue.Waiting, Is.Zero);
    }

    [Test]
    public async Task One_report_that_is_never_answered_does_not_hold_up_the_others()
    {
        _queue.Add("slow");
        _queue.Add("h2");
        _answers["slow"] = new(RelayAnswerKind.Away, "no answer within 120 seconds");
        TimeSpan pause = await _sender.SendDueAsync(default);
        _queue.Now += pause;
        await _sender.SendDueAsync(default);
        Assert.That(_queue.Events[^1], Is.EqualTo("h2 done"));
    }

    [TestCase(600, 600)]
    [TestCase(1_000_000, 86_340)]
    public async Task The_server_is_left_alone_as_long_as_it_asks_for_a_day_at_most(int asked, int expected)
    {
        _queue.Add("h1");
        _answers["h1"] = new(RelayAnswerKind.Away, "answered 503", TimeSpan.FromSeconds(asked));
        Assert.That((await _sender.SendDueAsync(default)).TotalSeconds, Is.EqualTo(expected));
    }

    [Test]
    public void Two_collectors_do_not_try_again_at_the_same_time() =>
        Assert.That(Enumerable.Range(1, 50).Select(seed => RetryDelay.Of(3, null, new Random(seed))).Distinct().Count(), Is.GreaterThan(40));
}
