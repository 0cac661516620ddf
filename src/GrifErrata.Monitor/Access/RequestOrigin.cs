using System.Net;
using System.Net.Sockets;

namespace GrifErrata.Monitor.Access;

/// <summary>Where a request comes from.</summary>
/// <param name="Client">The client's address; null where a trusted proxy did not say it.</param>
/// <param name="IsByProxy">Whether a trusted proxy sent it, so that its headers count.</param>
/// <param name="IsLocal">Whether it can only come from this machine.</param>
public sealed record RequestOrigin(IPAddress? Client, bool IsByProxy, bool IsLocal)
{
    /// <summary>The client's address as text, for records.</summary>
    public string Text => Client?.ToString() ?? "a proxy that does not say for whom";

    /// <summary>That of a request.</summary>
    public static RequestOrigin Of(HttpContext context) => context.Features.Get<RequestOrigin>() ?? new(Client: null, IsByProxy: false, IsLocal: false);

    /// <summary>An IPv4 address that came over an IPv6 socket, as itself.</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    /// <summary>What one subscriber has: the address, of IPv6 the /64.</summary>
    public static UInt128 Subscriber(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetworkV6) bytes[8..].Clear();
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
