using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace GrifErrata.Tests.Docs;

public sealed class ManifestSchema
{
    private static readonly Lazy<JsonSchema> Schema =
        new(() => JsonSchema.FromText(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "manifest.schema.json"))));

    private static string Example => Path.Combine(Checkout.Root, "tests/GrifErrata.Tests/Pan/Expected/20101125.verified.json");

    private static IEnumerable<string> Manifests() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "templates/pan"), "*.json", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.GetDirectoryName(Example)!, "*.verified.json"))
            .Select(path => Path.GetRelativePath(Checkout.Root, path)).Order(StringComparer.Ordinal);

    [TestCaseSource(nameof(Manifests))]
    public void A_manifest_that_is_checked_in_obeys_the_schema(string path) =>
        Assert.That(Errors(JsonNode.Parse(File.ReadAllText(Path.Combine(Checkout.Root, path)))!), Is.Empty);

    [Test]
    public void The_schema_itself_is_a_schema() =>
        Assert.That(MetaSchemas.Draft202012.Evaluate(JsonDocument.Parse(JsonSerializer.Serialize(Schema.Value)).RootElement).IsValid, Is.True);

    private static IEnumerable<TestCaseData> Mistakes()
    {
        yield return Mistake("an unknown key", m => m["colour"] = "red");
        yield return Mistake("an unknown key of a package", m => m["packages"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of a held kernel", m => m["held"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of a change", m => m["changes"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of an advisory", m => m["advisories"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of a decision", m => m["decisions"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of a missing fix", m => m["missing"]![0]!["colour"] = "red");
        yield return Mistake("an unknown key of an input", m => m["inputs"]![0]!["colour"] = "red");
        yield return Mistake("a missing key", m => m.Remove("packages"));
        yield return Mistake("a version that is a number", m => m["version"] = 20101125);
        yield return Mistake("an epoch that is a text", m => m["packages"]![0]!["epoch"] = "1");
        yield return Mistake("packages that are no list", m => m["packages"] = new JsonObject());
        yield return Mistake("another format", m => m["schema"] = 2);
        yield return Mistake("a held package among the others", m => m["packages"]![0]!["rule"] = "held");
        yield return Mistake("an unknown rule", m => m["packages"]![0]!["rule"] = "guessed");
        yield return Mistake("a time without zone", m => m["cutoff"] = "2010-11-25T00:00:00");
        yield return Mistake("a name that rpm does not allow", m => m["packages"]![0]!["name"] = "a'];");
    }

    [TestCaseSource(nameof(Mistakes))]
    public void A_manifest_with_a_mistake_is_refused(Action<JsonObject> spoil)
    {
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(Example))!.AsObject();
        spoil(manifest);
        Assert.That(Errors(manifest), Is.Not.Empty);
    }

    private static TestCaseData Mistake(string name, Action<JsonObject> spoil) => new TestCaseData(spoil).SetArgDisplayNames(name);

    private static string Errors(JsonNode manifest)
    {
        using JsonDocument document = JsonDocument.Parse(manifest.ToJsonString());
        EvaluationResults results = Schema.Value.Evaluate(document.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return results.IsValid ? string.Empty : "invalid\n" + string.Join('\n', (results.Details ?? [])
            .Where(d => d.Errors is not null).Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}"));
    }
}
