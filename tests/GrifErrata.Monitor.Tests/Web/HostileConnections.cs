using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>Connections that hold the monitor up: it lets go of them, and serves others meanwhile.</summary>
public sealed class HostileConnections
{
    private MonitorProcess _monitor = null!;

    [OneTimeSetUp]
    public void Start() => _monitor = MonitorProcess.Start();

    [OneTimeTearDown]
    public void Stop()
    {
        _monitor.Dispose();
        Directory.Delete(_monitor.Folder, recursive: true);
    }

    [Test]
    public void Two_thousand_idle_connections_hold_nobody_up()
    {
        long before = _monitor.WorkingSet;
        List<Socket> idle = [];
        try
        {
            for (int i = 0; i < 2000; i++)
            {
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                idle.Add(socket);
                socket.Connect(_monitor.Address.Host, _monitor.Address.Port);
            }

            Stopwatch watch = Stopwatch.StartNew();
            for (int i = 0; i < 20; i++) Assert.That(_monitor.Post("/feed/", SampleReport.Of($"idle{i}.example.org")).Status, Is.EqualTo(200));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)));
            Assert.That(_monitor.WorkingSet - before, Is.LessThan(100L << 20));
        }
        finally
        {
            foreach (Socket socket in idle) socket.Dispose();
        }
    }

    [Test]
    public async Task A_head_that_comes_drop_by_drop_is_cut_off_while_others_are_served() =>
        Assert.That(await LongestAsync("POST /feed/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ", "while-heads.example.org"),
            Is.LessThan(TimeSpan.FromSeconds(18)), "10 seconds, and what the machine's load adds");

    [Test]
    public async Task A_body_that_comes_drop_by_drop_is_cut_off_while_others_are_served()
    {
        Assert.That(await LongestAsync("POST /feed/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n#\nhost: a", "while-bodies.example.org"),
            Is.LessThan(TimeSpan.FromSeconds(18)), "less than 240 bytes a second for 5 seconds");
        Assert.That(_monitor.Get("/refused").Text, Does.Contain("<td class=\"number\">408</td>"));
    }

    // How long the last of 200 slow clients is borne with.
    private async Task<TimeSpan> LongestAsync(string start, string host)
    {
        Stopwatch watch = Stopwatch.StartNew();
        Task all = Task.WhenAll(Enumerable.Range(0, 200).Select(_ => DripAsync(start)));
        Assert.That(_monitor.Post("/feed/", SampleReport.Of(host)).Status, Is.EqualTo(200));
        await all;
        return watch.Elapsed;
    }

    // A drop each half second until the monitor answers or closes; that is what a slow client does, and what the test waits for is the answer.
    private async Task DripAsync(string start)
    {
        using TcpClient client = new();
        await client.ConnectAsync(_monitor.Address.Host, _monitor.Address.Port);
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(start));
        byte[] answer = new byte[1], drop = [(byte)'a'];
        using CancellationTokenSource stop = new();
        try
        {
            ValueTask<int> end = stream.ReadAsync(answer, stop.Token);
            while (!end.IsCompleted)
            {
                await stream.WriteAsync(drop, stop.Token);
                await Task.Delay(500, stop.Token);
            }

            await end;
        }
        catch (IOException)
        {
            // Closed by the monitor.
        }
    }
}
