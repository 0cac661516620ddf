using System.Text;

namespace GrifErrata.Benchmarks;

/// <summary>Writes folders of OSV and CSAF like AlmaLinux's and Red Hat's; the same bytes each time.</summary>
internal static class JsonSamples
{
    public const int OsvFiles = 5_000;
    public const int CsafFiles = 10_000;

    public static string WriteOsv(string folder)
    {
        Directory.CreateDirectory(folder);
        Random random = new(20101028);
        for (int i = 0; i < OsvFiles; i++) File.WriteAllText(Path.Combine(folder, Words.Format($"ALSA-{2020 + (i / 1000)}-{i % 1000 + 1000}.json")), Osv(random, i));
        return folder;
    }

    public static string WriteCsaf(string folder)
    {
        Directory.CreateDirectory(folder);
        Random random = new(20101125);
        for (int i = 0; i < CsafFiles; i++) File.WriteAllText(Path.Combine(folder, Words.Format($"rhsa-{2020 + (i / 2000)}_{i % 2000 + 1000}.json")), Csaf(random, i));
        return folder;
    }

    private static string Osv(Random random, int index)
    {
        StringBuilder json = new();
        string source = Words.Package(random, index);
        json.Append(Words.Format($"{{\n  \"id\": \"ALSA-{2020 + (index / 1000)}:{index % 1000 + 1000}\",\n  \"summary\": \"Important: {source} security update\",\n  \"affected\": ["));
        string version = $"{Words.Version(random)}-{Words.Release(random)}";
        for (int p = 0; p < 10; p++)
        {
            json.Append(Words.Format($"{(p > 0 ? "," : string.Empty)}\n    {{\n      \"package\": {{\n        \"ecosystem\": \"AlmaLinux:9\",\n        \"name\": \"{source}{(p > 0 ? Words.Suffix(p) : string.Empty)}\"\n      }},"));
            json.Append(Words.Format($"\n      \"ranges\": [\n        {{\n          \"type\": \"ECOSYSTEM\",\n          \"events\": [\n            {{\n              \"introduced\": \"0\"\n            }},\n            {{\n              \"fixed\": \"{version}\"\n            }}\n          ]\n        }}\n      ]\n    }}"));
        }

        json.Append(Words.Format($"\n  ],\n  \"related\": [\n    \"CVE-2021-{index + 1000}\"\n  ],\n  \"published\": \"2021-09-03T00:00:00Z\",\n  \"modified\": \"2021-09-03T07:39:19Z\",\n"));
        json.Append(Words.Format($"  \"details\": \"{Words.Prose(random, 120).Replace("\n", "\\n", StringComparison.Ordinal)}\",\n  \"references\": [\n    {{\n      \"type\": \"ADVISORY\",\n      \"url\": \"https://errata.example/{index}.html\"\n    }}\n  ]\n}}\n"));
        return json.ToString();
    }

    private static string Csaf(Random random, int index)
    {
        const string Product = "BaseOS-9.4.0.Z.MAIN.EUS";
        string source = Words.Package(random, index), version = $"{Words.Version(random)}-{Words.Release(random)}";
        string[] packages = [.. Enumerable.Range(0, 20).Select(p => $"{source}{(p > 1 ? Words.Suffix(p) : string.Empty)}-0:{version}.{(p % 2 == 0 ? "x86_64" : p < 12 ? "aarch64" : "s390x")}")];
        string ids = string.Join(",\n            ", packages.Select(p => $"\"{Product}:{p}\""));
        StringBuilder json = new();
        json.Append(Words.Format($"{{\n  \"document\": {{\n    \"aggregate_severity\": {{\n      \"text\": \"Moderate\"\n    }},\n    \"category\": \"csaf_security_advisory\",\n    \"csaf_version\": \"2.0\",\n    \"notes\": [\n"));
        json.Append(Words.Format($"      {{\n        \"category\": \"summary\",\n        \"text\": \"{Words.Prose(random, 200).Replace("\n", "\\n", StringComparison.Ordinal)}\"\n      }}\n    ],\n    \"title\": \"{source} security update\",\n"));
        json.Append(Words.Format($"    \"tracking\": {{\n      \"id\": \"RHSA-{2020 + (index / 2000)}:{index % 2000 + 1000}\",\n      \"initial_release_date\": \"2024-09-03T17:57:24+00:00\",\n      \"current_release_date\": \"2024-09-03T17:57:24+00:00\",\n      \"status\": \"final\",\n      \"version\": \"3\"\n    }}\n  }},\n"));
        json.Append(Words.Format($"  \"product_tree\": {{\n    \"branches\": [\n      {{\n        \"category\": \"product_name\",\n        \"name\": \"Base\",\n        \"product\": {{\n          \"name\": \"Base\",\n          \"product_id\": \"{Product}\",\n          \"product_identification_helper\": {{\n            \"cpe\": \"cpe:/o:redhat:enterprise_linux:9::baseos\"\n          }}\n        }}\n      }}"));
        foreach (string package in packages)
        {
            json.Append(Words.Format($",\n      {{\n        \"category\": \"product_version\",\n        \"name\": \"{package}\",\n        \"product\": {{\n          \"name\": \"{package}\",\n          \"product_id\": \"{package}\",\n          \"product_identification_helper\": {{\n            \"purl\": \"pkg:rpm/redhat/{source}@{version}?arch=x86_64\"\n          }}\n        }}\n      }}"));
        }

        json.Append("\n    ],\n    \"relationships\": [");
        foreach (string package in packages)
        {
            json.Append(Words.Format($"{(package == packages[0] ? string.Empty : ",")}\n      {{\n        \"category\": \"default_component_of\",\n        \"full_product_name\": {{\n          \"name\": \"{package} as a component of Base\",\n          \"product_id\": \"{Product}:{package}\"\n        }},\n        \"product_reference\": \"{package}\",\n        \"relates_to_product_reference\": \"{Product}\"\n      }}"));
        }

        json.Append(Words.Format($"\n    ]\n  }},\n  \"vulnerabilities\": [\n    {{\n      \"cve\": \"CVE-2024-{index + 1000}\",\n      \"product_status\": {{\n        \"fixed\": [\n            {ids}\n        ]\n      }},\n      \"remediations\": [\n        {{\n          \"category\": \"vendor_fix\",\n          \"details\": \"{Words.Prose(random, 60).Replace("\n", "\\n", StringComparison.Ordinal)}\",\n          \"product_ids\": [\n            {ids}\n          ]\n        }}\n      ]\n    }}\n  ]\n}}\n"));
        return json.ToString();
    }
}
