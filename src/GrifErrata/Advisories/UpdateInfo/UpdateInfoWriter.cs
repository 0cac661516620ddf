using System.Globalization;
using System.Text;
using System.Xml;
using GrifErrata.Diagnostics;
using GrifErrata.Rpm;

namespace GrifErrata.Advisories.UpdateInfo;

/// <summary>
/// Writes updateinfo.xml as dnf, createrepo_c and libsolv read it, and as <see cref="UpdateInfoReader"/> reads it back. The same advisories give
/// the same bytes: UTF-8 without a byte order mark, line feeds, everything in the order given.
/// </summary>
public static class UpdateInfoWriter
{
    /// <summary>
    /// Writes one document. What the model does not know (descriptions, file names, sums) is not invented; an unknown epoch is left out,
    /// which means unknown. Dates are whole seconds of UTC, the only form that all readers know. A character that XML forbids becomes U+FFFD.
    /// </summary>
    /// <param name="advisories">Read once, one at a time; nothing is kept.</param>
    /// <param name="output">Takes the document; stays open.</param>
    /// <param name="diagnostics">
    /// Takes <see cref="AdvisoryDiagnostics.NotWritable"/> for each advisory that updateinfo.xml cannot hold whole: a package without
    /// architecture, which is then left out, or one package at another version for each product, which the format does not name.
    /// </param>
    public static void Write(IEnumerable<Advisory> advisories, Stream output, DiagnosticBag diagnostics)
    {
        XmlWriterSettings settings = new()
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using XmlWriter xml = XmlWriter.Create(output, settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("updates");
        foreach (Advisory advisory in advisories)
        {
            Report(advisory, diagnostics);
            WriteUpdate(xml, advisory);
        }

        xml.WriteEndElement();
        xml.WriteEndDocument();
    }

    private static void WriteUpdate(XmlWriter xml, Advisory advisory)
    {
        xml.WriteStartElement("update");
        Attribute(xml, "from", advisory.Publisher);
        Attribute(xml, "status", advisory.Status);
        Attribute(xml, "type", UpdateInfoWords.Word(advisory.Type));
        Attribute(xml, "version", advisory.Version);
        Element(xml, "id", advisory.Id);
        Element(xml, "title", advisory.Title);
        Date(xml, "issued", advisory.Issued);
        Date(xml, "updated", advisory.Updated);
        Element(xml, "severity", advisory.SeverityText.Length > 0 || advisory.Severity == AdvisorySeverity.Unknown
            ? advisory.SeverityText : advisory.Severity.ToString());
        Flags(xml, advisory.RebootSuggested, advisory.RestartSuggested, advisory.ReloginSuggested);
        WriteReferences(xml, advisory);
        WritePackages(xml, advisory);
        xml.WriteEndElement();
    }

    private static void WriteReferences(XmlWriter xml, Advisory advisory)
    {
        if (advisory.References.IsEmpty) return;
        xml.WriteStartElement("references");
        foreach (AdvisoryReference reference in advisory.References)
        {
            xml.WriteStartElement("reference");
            Attribute(xml, "href", reference.Href);
            Attribute(xml, "id", reference.Id);
            Attribute(xml, "title", reference.Title);
            Attribute(xml, "type", reference.Type);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    // One collection for packages of the same modules that follow each other, so that the order stays.
    private static void WritePackages(XmlWriter xml, Advisory advisory)
    {
        List<AdvisoryPackage> packages = [.. advisory.Packages.Where(p => p.Nevra.Arch.Length > 0)];
        if (packages.Count == 0) return;
        xml.WriteStartElement("pkglist");
        for (int i = 0; i < packages.Count;)
        {
            AdvisoryPackage first = packages[i];
            xml.WriteStartElement("collection");
            foreach (ModuleStream module in first.Modules) WriteModule(xml, module);
            for (; i < packages.Count && packages[i].Modules.AsSpan().SequenceEqual(first.Modules.AsSpan()); i++) WritePackage(xml, packages[i]);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteModule(XmlWriter xml, ModuleStream module)
    {
        xml.WriteStartElement("module");
        Attribute(xml, "name", module.Name);
        Attribute(xml, "stream", module.Stream);
        Attribute(xml, "version", module.Version);
        Attribute(xml, "context", module.Context);
        Attribute(xml, "arch", module.Arch);
        xml.WriteEndElement();
    }

    private static void WritePackage(XmlWriter xml, AdvisoryPackage package)
    {
        (string name, Evr evr, string arch) = package.Nevra;
        xml.WriteStartElement("package");
        Attribute(xml, "name", name);
        Attribute(xml, "version", evr.Version);
        Attribute(xml, "release", evr.Release);
        Attribute(xml, "epoch", evr.Epoch?.ToString(CultureInfo.InvariantCulture) ?? string.Empty);
        Attribute(xml, "arch", arch);
        Flags(xml, package.RebootSuggested, package.RestartSuggested, package.ReloginSuggested);
        xml.WriteEndElement();
    }

    // createrepo_c takes the element for yes whatever stands in it, libsolv only certain words: absent and True mean one thing to both.
    private static void Flags(XmlWriter xml, bool reboot, bool restart, bool relogin)
    {
        if (reboot) Element(xml, "reboot_suggested", "True");
        if (restart) Element(xml, "restart_suggested", "True");
        if (relogin) Element(xml, "relogin_suggested", "True");
    }

    private static void Date(XmlWriter xml, string name, DateTimeOffset? date)
    {
        if (date is not { } there) return;
        xml.WriteStartElement(name);
        Attribute(xml, "date", there.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text)
    {
        if (text.Length > 0) xml.WriteElementString(name, Allowed(text));
    }

    private static void Attribute(XmlWriter xml, string name, string text)
    {
        if (text.Length > 0) xml.WriteAttributeString(name, Allowed(text));
    }

    // Other formats (JSON) have characters that no XML can hold.
    private static string Allowed(string text)
    {
        try
        {
            return XmlConvert.VerifyXmlChars(text);
        }
        catch (XmlException)
        {
            StringBuilder allowed = new(text.Length);
            foreach (Rune rune in text.EnumerateRunes())
                allowed.Append(rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD");
            return allowed.ToString();
        }
    }

    private static void Report(Advisory advisory, DiagnosticBag diagnostics)
    {
        if (advisory.Packages.FirstOrDefault(p => p.Nevra.Arch.Length == 0) is { } lacking)
        {
            diagnostics.Add(AdvisoryDiagnostics.NotWritable, advisory.Origin,
                $"Advisory {advisory.Id} names no architecture of {lacking.Nevra}, which updateinfo.xml needs, so it was left out. "
                + "Write the advisories of one OS, whose repositories say the architectures.");
        }

        if (advisory.Packages.All(p => p.Products.IsEmpty)) return;
        IGrouping<PackageKey, AdvisoryPackage>? several = advisory.Packages.GroupBy(p => PackageKey.Of(p) with { Products = string.Empty })
            .FirstOrDefault(g => g.Select(p => p.Nevra.Evr).Distinct().Count() > 1 && g.Any(p => !p.Products.IsEmpty));
        if (several is null) return;
        diagnostics.Add(AdvisoryDiagnostics.NotWritable, advisory.Origin,
            $"Advisory {advisory.Id} fixes {several.Key.Name} at another version for each product, and updateinfo.xml names no products. "
            + "Write the advisories of one OS, whose os.yaml names its `products`.");
    }
}
