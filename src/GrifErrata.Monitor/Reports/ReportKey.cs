using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace GrifErrata.Monitor.Reports;

/// <summary>
/// Opens reports that Pakiti's client encrypted for this server: CMS EnvelopedData (RFC 5652, section 6), DER, as
/// <c>openssl smime -encrypt -outform DER</c> writes it. That one opens does not prove who sent it.
/// </summary>
public sealed class ReportKey
{
    private const string EnvelopedData = "1.2.840.113549.1.7.3";

    private static ReadOnlySpan<byte> EnvelopedDataBytes => [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x03];

    private readonly X509Certificate2[] _certificates;

    /// <param name="certificates">Certificates with their RSA keys; several while one replaces another. They must outlive this.</param>
    /// <exception cref="ArgumentException">A certificate has no key of RSA.</exception>
    public ReportKey(params ReadOnlySpan<X509Certificate2> certificates)
    {
        foreach (X509Certificate2 certificate in certificates)
        {
            using RSA? key = certificate.GetRSAPrivateKey();
            if (key is null) throw new ArgumentException($"The certificate {certificate.Subject} has no RSA key.", nameof(certificates));
        }

        _certificates = certificates.ToArray();
    }

    /// <summary>Whether bytes start as a CMS ContentInfo of EnvelopedData does; no other form of a report starts so.</summary>
    internal static bool IsEnvelope(ReadOnlySpan<byte> body)
    {
        if (body.Length < 16 || body[0] != 0x30) return false;
        int lengthBytes = body[1] > 0x80 ? body[1] - 0x80 : 0;
        return lengthBytes <= 4 && body[(2 + lengthBytes)..].StartsWith(EnvelopedDataBytes);
    }

    /// <summary>The content, never longer than the body; null where it cannot be opened, whatever the reason.</summary>
    internal byte[]? Open(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (!IsSmall(body)) return null;
            var envelope = new EnvelopedCms();
            envelope.Decode(body.Span);
            foreach (RecipientInfo recipient in envelope.RecipientInfos)
            {
                foreach (X509Certificate2 certificate in _certificates)
                {
                    if (!recipient.RecipientIdentifier.MatchesCertificate(certificate)) continue;
                    using RSA? key = certificate.GetRSAPrivateKey();
                    envelope.Decrypt(recipient, key);
                    return envelope.ContentInfo.Content;
                }
            }

            return null;
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return null;
        }
    }

    // Decode makes objects of all recipients, certificates and attributes: a body of 8 MiB can hold 100,000.
    private static bool IsSmall(ReadOnlyMemory<byte> body)
    {
        AsnReader info = new AsnReader(body, AsnEncodingRules.BER).ReadSequence();
        if (info.ReadObjectIdentifier() != EnvelopedData) return false;
        AsnReader data = info.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence();
        data.ReadInteger();
        if (!data.PeekTag().HasSameClassAndValue(Asn1Tag.SetOf)) return false;
        AsnReader recipients = data.ReadSetOf();
        for (int count = 0; recipients.HasData; count++)
        {
            if (count == ReportLimits.Recipients) return false;
            recipients.ReadEncodedValue();
        }

        data.ReadEncodedValue();
        return !data.HasData;
    }
}
