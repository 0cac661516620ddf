using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GrifErrata.Benchmarks.MonitorLoad;

/// <summary>A connection that is kept, over which one report after the other is sent. Bytes and a socket only: the generator shares the machine with what it measures.</summary>
internal sealed class ReportConnection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[4096];
    private readonly ArraySegment<byte>[] _parts = new ArraySegment<byte>[2];

    /// <summary>Connects.</summary>
    public async Task OpenAsync(Uri address) => await _socket.ConnectAsync(IPAddress.Loopback, address.Port);

    /// <summary>Sends a report and waits for its answer.</summary>
    /// <returns>Whether it was <c>OK</c>; null where the connection ended before the answer was there.</returns>
    public async Task<bool?> SendAsync(LoadReport report)
    {
        try
        {
            (_parts[0], _parts[1]) = (report.Head, report.Packages);
            await _socket.SendAsync(_parts, SocketFlags.None);
            for (int length = 0; ;)
            {
                int read = await _socket.ReceiveAsync(_answer.AsMemory(length), SocketFlags.None);
                if (read == 0) return null;
                length += read;
                if (IsWhole(_answer.AsSpan(0, length)) is { } isRight) return isRight;
            }
        }
        catch (SocketException)
        {
            return null;
        }
    }

    public void Dispose() => _socket.Dispose();

    // The answer of a stored report is known byte by byte but for its headers; another one ends the measurement, so that its end need not be found.
    private static bool? IsWhole(ReadOnlySpan<byte> answer)
    {
        int head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        if (!answer.StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException($"The monitor answered:\n{Encoding.ASCII.GetString(answer)}");
        ReadOnlySpan<byte> body = answer[(head + 4)..];
        return body.SequenceEqual("OK\n"u8) || body.EndsWith("0\r\n\r\n"u8) ? body.IndexOf("OK\n"u8) >= 0 : null;
    }
}
