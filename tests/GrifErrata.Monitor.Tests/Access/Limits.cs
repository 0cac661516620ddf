using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Collector;
using GrifErrata.Monitor.Tests.Web;

namespace GrifErrata.Monitor.Tests.Access;

/// <summary>How much an address may send.</summary>
public sealed class Limits
{
    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start() => _monitor = MonitorProcess.StartWith($$"""
        listen: { urls: http://127.0.0.1:0 }
        sites: [{ name: lal, networks: [192.0.2.0/24, 2001:db8::/32] }]
        federation: { readTokens: ['{{TokenHash.Of("read").Hex}}'] }
        proxy: { networks: [127.0.0.1] }
        rate: { reports: 3, reads: 5 }
        """);

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [Test]
    public void Beyond_the_rate_an_address_gets_429_with_a_time_and_others_are_served()
    {
        Assert.That(Enumerable.Range(0, 3).Select(_ => Post("192.0.2.1").Status), Is.All.EqualTo(200));
        (int status, string text, string retry) = Post("192.0.2.1");
        Assert.That((status, text.Count(c => c == '\n')), Is.EqualTo((429, 1)));
        Assert.That(int.Parse(retry, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(1, 60));
        Assert.That(Post("192.0.2.2").Status, Is.EqualTo(200));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(90)]
    [TestCase(600)]
    [TestCase(1_000_000)]
    public void As_many_come_back_in_a_minute_as_are_allowed(int aMinute)
    {
        System.Threading.RateLimiting.TokenBucketRateLimiterOptions bucket = RateLimits.Bucket(aMinute);
        Assert.That(bucket.TokensPerPeriod / bucket.ReplenishmentPeriod.TotalMinutes, Is.EqualTo(aMinute).Within(0.1).Percent);
        Assert.That(bucket.ReplenishmentPeriod, Is.LessThanOrEqualTo(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public void A_64_of_IPv6_is_one_address()
    {
        Assert.That(Enumerable.Range(1, 3).Select(i => Post($"2001:db8:0:1::{i}").Status), Is.All.EqualTo(200));
        Assert.That(Post("2001:db8:0:1:ffff::1").Status, Is.EqualTo(429));
        Assert.That(Post("2001:db8:0:2::1").Status, Is.EqualTo(200));
    }

    [Test]
    public void Reads_are_counted_apart()
    {
        Assert.That(Enumerable.Range(0, 5).Select(_ => Get("198.18.0.1")), Is.All.EqualTo(401), "also those that are refused");
        Assert.That(Get("198.18.0.1"), Is.EqualTo(429));
        Assert.That(Get("198.18.0.2"), Is.EqualTo(401));
    }

    [Test]
    public void Tokens_cannot_be_tried_at_the_login_for_long() =>
        Assert.That(Enumerable.Range(0, RateLimits.Logins + 1).Select(_ => LogIn("198.18.0.9")).ToArray()[^1], Is.EqualTo(429));

    [Test]
    public void Memory_for_bodies_is_bounded_for_all_together()
    {
        BodyMemory memory = new(128 << 10);
        using BodyShare first = memory.Start(), second = memory.Start();
        Assert.That(Read(first, 100_000), Has.Length.EqualTo(100_000));
        Assert.That(memory.Taken, Is.EqualTo(128 << 10));
        Assert.That(() => Read(second, 10), Throws.TypeOf<BodyMemoryException>());
        first.Dispose();
        Assert.That(Read(second, 10), Has.Length.EqualTo(10));
        Assert.That(Read(second, 20, longest: 19), Is.Null);
        second.Dispose();
        Assert.That(memory.Taken, Is.Zero);
    }

    private static byte[]? Read(BodyShare share, int length, int longest = 1 << 20) =>
        share.ReadAsync(System.IO.Pipelines.PipeReader.Create(new MemoryStream(new byte[length])), longest, CancellationToken.None).GetAwaiter().GetResult();

    private (int Status, string Text, string Retry) Post(string client)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/feed/") { Content = new ByteArrayContent(SampleReport.Of("wn1.lal.example.org", "lal")) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        using HttpResponseMessage answer = _monitor.Client.Send(request);
        using StreamReader text = new(answer.Content.ReadAsStream());
        return ((int)answer.StatusCode, text.ReadToEnd(), answer.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.Single() : string.Empty);
    }

    private int Get(string client)
    {
        HttpRequestMessage request = new(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        return _monitor.Send(request).Status;
    }

    private int LogIn(string client)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent([new("token", "guess")]) };
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", client);
        return _monitor.Send(request).Status;
    }
}
