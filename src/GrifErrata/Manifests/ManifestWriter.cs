using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Dependencies.FixPhase;
using GrifErrata.Rpm;
using GrifErrata.Time;
using GrifErrata.Updates;

namespace GrifErrata.Manifests;

/// <summary>
/// Writes the manifest of an update version: all that other tools need to know of it (docs/manifest.schema.json). It says
/// nothing of the version's state, so releasing or withdrawing a version changes none of its files.
/// </summary>
public static class ManifestWriter
{
    private static readonly JsonWriterOptions OneLine = new()
    {
        // The file is read as JSON, never pasted into HTML: `libstdc++` stays readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions Options = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>The manifest's text, LF line ends, one at the end.</summary>
    public static string Write(UpdateVersion version, FixPlan fix, OsDefinition os)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", 1);
            json.WriteString("os", os.Name);
            json.WriteString("nodeOsVersion", os.NodeOsVersion);
            json.WriteString("version", version.Name);
            json.WriteString("kind", version.Definition.Kind == UpdateKind.Monthly ? "monthly" : "unscheduled");
            WriteOptional(json, "previous", version.Previous);
            json.WriteString("cutoff", UtcText.Second(version.Definition.Cutoff));
            WriteOptional(json, "kernel", version.Definition.Kernel?.Version);
            WriteOptional(json, "kernelReason", version.Definition.Kernel?.Reason);
            WriteVariables(json, version.Definition.Variables);
            WriteArray(json, "packages", version.Packages, WritePackage);
            WriteArray(json, "held", version.Held, WritePackage);
            WriteArray(json, "kernelDebt", version.KernelDebt, (w, a) => w.WriteStringValue(a.Id));
            WriteArray(json, "changes", version.Changes, WriteChange);
            WriteArray(json, "archChanges", version.ArchChanges, WriteArchChange);
            WriteArray(json, "missing", version.Missing, WriteMissing);
            WriteArray(json, "otherProducts", version.OtherProducts, (w, id) => w.WriteStringValue(id));
            WriteArray(json, "decisions", version.Definition.Decisions, WriteDecision);
            WriteFix(json, fix);
            WriteArray(json, "advisories", ManifestInputs.Advisories(version), WriteAdvisory);
            WriteArray(json, "inputs", ManifestInputs.Of(version), WriteInput);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteVariables(Utf8JsonWriter json, ImmutableSortedDictionary<string, string> variables)
    {
        json.WriteStartObject("variables");
        foreach ((string name, string value) in variables) json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void WritePackage(Utf8JsonWriter json, UpdatePackage package)
    {
        json.WriteStartObject();
        json.WriteString("name", package.Nevra.Name);
        WriteEvr(json, package.Nevra.Evr);
        json.WriteString("arch", package.Nevra.Arch);
        json.WriteString("rule", Word(package.Rule));
        json.WriteString("since", package.Since);
        if (package.Advisories.Length > 0)
            WriteArray(json, "advisories", package.Advisories, (w, a) => w.WriteStringValue(a.Id));
        WriteOptional(json, "reason", package.Reason);
        json.WriteEndObject();
    }

    private static void WriteEvr(Utf8JsonWriter json, Evr evr)
    {
        if (evr.Epoch is { } epoch) json.WriteNumber("epoch", epoch);
        json.WriteString("version", evr.Version);
        json.WriteString("release", evr.Release);
    }

    private static void WriteChange(Utf8JsonWriter json, PackageChange change)
    {
        json.WriteStartObject();
        json.WriteString("kind", change.Kind.ToString().ToLowerInvariant());
        json.WriteString("name", change.Name);
        json.WriteString("arch", change.Arch);
        WriteOptional(json, "from", change.From?.ToString());
        WriteOptional(json, "to", change.To?.ToString());
        if (change.Advisories.Length > 0) WriteArray(json, "advisories", change.Advisories, (w, a) => w.WriteStringValue(a.Id));
        json.WriteEndObject();
    }

    private static void WriteArchChange(Utf8JsonWriter json, ArchChange change)
    {
        json.WriteStartObject();
        json.WriteString("name", change.Name);
        json.WriteString("from", change.From);
        json.WriteString("to", change.To);
        json.WriteEndObject();
    }

    private static void WriteMissing(Utf8JsonWriter json, MissingFix missing)
    {
        json.WriteStartObject();
        json.WriteString("name", missing.Name);
        json.WriteString("arch", missing.Arch);
        json.WriteString("fixed", missing.Fixed.ToString());
        WriteOptional(json, "deployable", missing.Deployable?.ToString());
        json.WriteString("advisory", missing.Advisory.Id);
        if (missing.IsKeptOut) json.WriteBoolean("keptOut", true);
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, PackageDecision decision)
    {
        json.WriteStartObject();
        json.WriteString("action", decision.Word);
        json.WriteString("name", decision.Name);
        WriteOptional(json, "version", decision.Evr?.ToString());
        WriteOptional(json, "arch", decision.Arch);
        json.WriteString("reason", decision.Reason);
        json.WriteEndObject();
    }

    private static void WriteAdvisory(Utf8JsonWriter json, Advisory advisory)
    {
        json.WriteStartObject();
        json.WriteString("id", advisory.Id);
        json.WriteString("type", advisory.Type.ToString().ToLowerInvariant());
        json.WriteString("severity", advisory.Severity.ToString().ToLowerInvariant());
        WriteOptional(json, "issued", advisory.Date is { } date ? UtcText.Second(date) : null);
        WriteArray(json, "cves", advisory.Cves, (w, cve) => w.WriteStringValue(cve));
        if (advisory.RebootSuggested) json.WriteBoolean("rebootSuggested", true);
        json.WriteEndObject();
    }

    // Of an OS whose sources say nothing of dependencies there is nothing to say.
    private static void WriteFix(Utf8JsonWriter json, FixPlan fix)
    {
        if (fix.Blocks.IsEmpty && fix.Checked == 0) return;
        WriteArray(json, "fix", fix.Blocks, WriteBlock);
        json.WriteNumber("fixNotChecked", fix.Unchecked);
    }

    private static void WriteBlock(Utf8JsonWriter json, FixBlock block)
    {
        json.WriteStartObject();
        json.WriteString("rule", char.ToLowerInvariant(block.Rule.ToString()[0]) + block.Rule.ToString()[1..]);
        if (!block.When.IsEmpty) WriteArray(json, "when", block.When, (w, c) => WriteTexts(w, c.All.Select(p => p.ToString())));
        if (!block.Unless.IsEmpty) WriteArray(json, "unless", block.Unless, (w, u) => w.WriteStringValue(u));
        WriteArray(json, "actions", block.Actions, WriteAction);
        WriteArray(json, "because", block.Because, (w, b) => w.WriteStringValue(b.ToString()));
        json.WriteEndObject();
    }

    private static void WriteAction(Utf8JsonWriter json, FixAction action)
    {
        json.WriteStartObject();
        switch (action)
        {
            case FixAction.Add add:
                json.WriteString(add.IfMissing ? "addIfMissing" : "add", add.Package.ToString());
                break;
            case FixAction.Raise raise:
                json.WriteString("raise", raise.Package.ToString());
                break;
            case FixAction.Delete delete:
                json.WriteString("delete", delete.Name);
                break;
            case FixAction.Replace replace:
                json.WriteString("replace", replace.Name);
                json.WritePropertyName("by");
                WriteTexts(json, replace.By.Select(b => b.ToString()));
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, IEnumerable<string> texts)
    {
        json.WriteStartArray();
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteInput(Utf8JsonWriter json, ManifestInput input)
    {
        json.WriteStartObject();
        json.WriteString("facts", input.Facts);
        json.WriteNumber("count", input.Count);
        json.WriteString("sha256", input.Sha256);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (json.Options.Indented)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(Lines(items, write), skipInputValidation: true);
            return;
        }

        json.WriteStartArray(name);
        foreach (T item in items) write(json, item);
        json.WriteEndArray();
    }

    /// <summary>An array with one item a line: a reviewer sees one changed package as one changed line.</summary>
    private static ReadOnlySpan<byte> Lines<T>(ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.IsEmpty) return "[]"u8;
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter line = new(buffer, OneLine);
        for (int i = 0; i < items.Length; i++)
        {
            buffer.Write(i == 0 ? "[\n    "u8 : ",\n    "u8);
            write(line, items[i]);
            line.Flush();
            line.Reset();
        }

        buffer.Write("\n  ]"u8);
        return buffer.WrittenSpan;
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null) json.WriteString(name, value);
    }

    private static string Word(PackageRule rule) => rule.ToString().ToLowerInvariant();
}
