using GrifErrata.Pan;

namespace GrifErrata.Monitor.Tests.Expectations;

/// <summary>A compiled profile as panc writes it, with what the tests need.</summary>
internal static class Profile
{
    public static string Json(string host, string version = "20101125", string package = "bash", string evr = "3.2-24") => $$$"""
        {"system":{"network":{"hostname":"{{{host.Split('.')[0]}}}","domainname":"{{{host[(host.IndexOf('.', StringComparison.Ordinal) + 1)..]}}}" } },
         "software":{"packages":{"{{{PanText.Escape(package)}}}":{"{{{PanText.Escape(evr)}}}":{"arch":{"x86_64":{} } } } },
                     "components":{"errata":{"os":"sl550-x86_64","site":"lal","stage":"default","source":"stage","update_version":"{{{version}}}" } } } }
        """;
}
