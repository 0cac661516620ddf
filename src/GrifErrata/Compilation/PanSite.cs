using System.Reflection;

namespace GrifErrata.Compilation;

/// <summary>Our own stand-ins for the few templates of Quattor that generated ones call: package functions, types, components.</summary>
public static class PanSite
{
    private const string Prefix = "GrifErrata.PanSite/";

    /// <summary>Writes them below a folder, which is made if it is not there.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public static void Write(string folder)
    {
        Assembly assembly = typeof(PanSite).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            string path = Path.Combine(folder, name[Prefix.Length..].Replace('\\', '/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using Stream resource = assembly.GetManifestResourceStream(name)!;
            using FileStream file = File.Create(path);
            resource.CopyTo(file);
        }
    }
}
