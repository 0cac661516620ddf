using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GrifErrata.Diagnostics;
using GrifErrata.Monitor.Access;
using GrifErrata.Monitor.Reports;

namespace GrifErrata.Monitor.Settings;

/// <summary>What must hold between settings, whether a file or an option said them.</summary>
internal static class SettingsCheck
{
    public static void Run(MonitorSettings settings, DiagnosticBag diagnostics)
    {
        CheckListening(settings.Listen, settings.Access, diagnostics);
        CheckCertificates(settings, diagnostics);
        foreach (SiteAccess site in settings.Access.Sites.Where(s => s is { Networks: [], Tokens: [], Certificates: [], ReadTokens: [] }))
        {
            diagnostics.Add(SettingsDiagnostics.Useless, SourceLocation.None,
                $"The site `{site.Name}` has no networks, tokens, certificates or readTokens: only a reporter or a proxy can act for it.");
        }

        if (settings.Listen.ClientAuthorities is null && settings.Access.Proxy.CertificateHeader is null
            && (settings.Access.Sites.Any(s => !s.Certificates.IsEmpty) || settings.Access.Reporters.Any(r => !r.Certificates.IsEmpty)))
        {
            diagnostics.Add(SettingsDiagnostics.Useless, SourceLocation.None,
                "Subjects of certificates are listed, but no client is asked for one. Write `clientAuthorities` under `listen`, or `certificateHeader` under `proxy`.");
        }
    }

    private static void CheckListening(ListenSettings listen, AccessRules access, DiagnosticBag diagnostics)
    {
        foreach (string url in listen.Urls)
        {
            bool isHttps = ListenSettings.IsHttps(url);
            if (isHttps && listen.Certificate is null)
                diagnostics.Add(SettingsDiagnostics.File, SourceLocation.None, $"{url} needs a certificate. Write `certificate` and `key` under `listen` in the settings file.");
            if (!ListenSettings.IsBeyondThisMachine(url)) continue;
            if (access.IsEmpty)
            {
                diagnostics.Add(SettingsDiagnostics.NoAccess, SourceLocation.None,
                    $"{url} reaches beyond this machine, and nothing says who may report or read: anyone could claim to be any host, and read what is open. Write `sites` with networks, tokens or certificates in the settings file (--config), or listen on http://127.0.0.1:8490.");
            }
            else if (!isHttps && access.HaveTokens && !listen.AllowPlain)
            {
                diagnostics.Add(SettingsDiagnostics.Plain, SourceLocation.None,
                    $"Tokens are configured and {url} is plain HTTP beyond this machine: everyone on the way could read the tokens. Use https:// with `certificate` and `key` under `listen`, or write `allowPlain: true` there if the way is safe, for example to a proxy.");
            }
        }
    }

    private static void CheckCertificates(MonitorSettings settings, DiagnosticBag diagnostics)
    {
        if (settings.Key is { } key)
        {
            Try(key, "--key (encryptionKey) names", "Name a PEM file with the certificate and its RSA key.", diagnostics, () =>
            {
                using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(key);
                _ = new ReportKey(certificate);
            });
        }

        ListenSettings listen = settings.Listen;
        if (listen.Certificate is { } file)
        {
            Try(file, "`certificate` names", "Name PEM files: the certificate under `certificate`, its private key under `key`.", diagnostics,
                () => X509Certificate2.CreateFromPemFile(file, listen.CertificateKey).Dispose());
        }

        if (listen.ClientAuthorities is { } authorities)
        {
            Try(authorities, "`clientAuthorities` names", "Name a PEM file with the authorities' certificates.", diagnostics, () =>
            {
                X509Certificate2Collection all = [];
                all.ImportFromPemFile(authorities);
                if (all.Count == 0) throw new CryptographicException("it holds no certificate");
                foreach (X509Certificate2 each in all) each.Dispose();
            });
        }
    }

    private static void Try(string file, string what, string instead, DiagnosticBag diagnostics, Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            diagnostics.Add(SettingsDiagnostics.File, SourceLocation.None, $"{what} {file}, which cannot be used ({e.Message.TrimEnd('.')}). {instead}");
        }
    }
}
