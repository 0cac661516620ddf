using GrifErrata.Diagnostics; using GrifErrata.Input; using GrifErrata.Rpm; using System.Collections.Immutable; using System.Xml.Linq;
#pragma warning disable
namespace GrifErrata.Repositories {
 public sealed class PrimaryReader : IPackageReader { public string Format=>"x"; public bool Recognises(ReadOnlySpan<byte> h)=>false; public IReadOnlyList<Package> Read(Stream s,string f,DiagnosticBag d,CancellationToken c)=>[]; }
 public static class RepodataReader { public static bool IsRepository(string p)=>false; public static bool IsRepomd(ReadOnlySpan<byte> h)=>false; public static IReadOnlyList<Package> ReadPackages(string p, InputLimits l, DiagnosticBag d, CancellationToken c)=>[]; }
}
namespace GrifErrata.Advisories {
 public static class AdvisoryId { public static bool AreSame(string a,string b)=>a==b; }
 public static class AdvisoryMerge { public static ImmutableArray<Advisory> Merge(IEnumerable<Advisory> a, DiagnosticBag d)=>[..a]; }
 public static class AdvisorySources { public static IReadOnlyList<Advisory> Read(string path, DiagnosticBag d, CancellationToken c) {
   return XDocument.Load(path).Root.Elements("update").Select(u=>new Advisory{ Id=u.Element("id").Value, Type=AdvisoryType.Security, Issued=DateTimeOffset.Parse(u.Element("issued").Attribute("date").Value+"Z"),
    References=[..u.Descendants("reference").Select(r=>new AdvisoryReference("cve",r.Attribute("id").Value))],
    Packages=[..u.Descendants("package").Select(p=>new AdvisoryPackage(new Nevra(p.Attribute("name").Value,new Evr(null,p.Attribute("version").Value,p.Attribute("release").Value),p.Attribute("arch").Value)))]}).ToList(); } }
}
