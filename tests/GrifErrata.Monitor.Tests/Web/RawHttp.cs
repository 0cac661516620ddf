using System.Net.Sockets;
using System.Text;

namespace GrifErrata.Monitor.Tests.Web;

/// <summary>Requests byte by byte, as no client's library would send them.</summary>
internal static class RawHttp
{
    /// <summary>Sends bytes and reads until the server closes; what it answered.</summary>
    public static string Send(Uri address, string head, ReadOnlySpan<byte> body = default)
    {
        using TcpClient client = new();
        client.Connect(address.Host, address.Port);
        client.ReceiveTimeout = client.SendTimeout = 30_000;
        NetworkStream stream = client.GetStream();
        try
        {
            stream.Write(Encoding.Latin1.GetBytes(head));
            stream.Write(body);
        }
        catch (IOException)
        {
            // It answered and closed before all was sent: the answer is there.
        }

        StringBuilder answer = new();
        byte[] buffer = new byte[4096];
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;) answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The server cut the connection.
        }

        return answer.ToString();
    }

    /// <summary>The status of an answer, 0 where there was none.</summary>
    public static int Status(string answer) => answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
