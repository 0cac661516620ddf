using System.Text.Json;
using GrifErrata.Advisories;
using GrifErrata.Diagnostics;
using GrifErrata.Repositories;
using GrifErrata.Updates;

namespace GrifErrata.Tool;

/// <summary>An explanation for programs; docs/command.md says what each property means.</summary>
internal static class ExplanationJson
{
    public static void Write(Utf8JsonWriter json, OsDefinition os, Explanation explanation)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("os", os.Name);
        json.WriteString("version", explanation.Version.Name);
        json.WriteString("package", explanation.Name);
        json.Array("architectures", explanation.Architectures, arch => Write(json, explanation.Version, arch));
        json.Array("similar", explanation.Similar, json.WriteStringValue);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UpdateVersion version, ArchExplanation arch)
    {
        json.WriteStartObject();
        json.WriteString("arch", arch.Arch);
        json.Text("evr", arch.Package?.Nevra.Evr.ToString());
        json.Text("rule", arch.Package is { } package ? Camel(package.Rule.ToString()) : null);
        json.Text("absence", arch.Absence is { } absence ? Camel(absence.ToString()) : null);
        json.Text("since", arch.Package?.Since);
        json.Text("reason", arch.Package?.Reason ?? arch.Decision?.Reason);
        Source(json, arch.Package?.Origin ?? arch.Decision?.Location);
        json.Text("base", arch.Base?.Nevra.Evr.ToString());
        json.Array("advisories", arch.Package?.Advisories ?? [], advisory => Write(json, advisory));
        json.Array("missing", arch.Missing, fix => Write(json, fix));
        json.Array("waiting", arch.Waiting, fix => Write(json, fix));
        json.Array("later", arch.Later, fix => Write(json, fix));
        json.Array("afterCutoff", arch.AfterCutoff, build => Write(json, build));
        json.Array("notTaken", arch.NotTaken, build => Write(json, build));
        json.Text("kernel", arch.Package?.Rule == PackageRule.Held ? version.Definition.Kernel?.Version : null);
        json.Array("debt", arch.Debt, advisory => json.WriteStringValue(advisory.Id));
        json.WriteEndObject();
    }

    private static void Source(Utf8JsonWriter json, SourceLocation? location)
    {
        if (location is not { File.Length: > 0 } place)
        {
            json.WriteNull("source");
            return;
        }

        json.WriteStartObject("source");
        json.WriteString("file", place.File);
        json.WriteNumber("line", place.Line);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Advisory advisory)
    {
        json.WriteStartObject();
        AdvisoryText.Write(json, advisory);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MissingFix fix)
    {
        json.WriteStartObject();
        json.WriteString("advisory", fix.Advisory.Id);
        json.Text("issued", JsonOutput.Time(fix.Advisory.Date));
        json.WriteString("fixed", fix.Fixed.ToString());
        json.Text("deployable", fix.Deployable?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Package build)
    {
        json.WriteStartObject();
        json.WriteString("evr", build.Nevra.Evr.ToString());
        json.Text("buildTime", JsonOutput.Time(build.BuildTime));
        json.WriteEndObject();
    }

    private static string Camel(string word) => char.ToLowerInvariant(word[0]) + word[1..];
}
