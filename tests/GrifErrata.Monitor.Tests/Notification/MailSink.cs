using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrifErrata.Monitor.Tests.Notification;

/// <summary>A mail server that keeps what it gets.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string? _refusal;
    private readonly Task _serving;

    /// <param name="refusal">What it answers to a sender's address; null to take it.</param>
    public MailSink(string? refusal = null)
    {
        _refusal = refusal;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Commands, one line each.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>Mails as they came.</summary>
    public List<string> Mails { get; } = [];

    public void Dispose()
    {
        _listener.Stop();
        _listener.Dispose();
        _serving.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using StreamReader reader = new(stream, Encoding.Latin1);
        await using StreamWriter writer = new(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            Commands.Add(line);
            string command = line.Split(' ')[0].ToUpperInvariant();
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go");
                StringBuilder mail = new();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text).Append('\n');
                Mails.Add(mail.ToString());
            }

            await writer.WriteLineAsync(command == "QUIT" ? "221 bye" : command == "MAIL" && _refusal is not null ? _refusal : "250 ok");
            if (command == "QUIT") return;
        }
    }
}
