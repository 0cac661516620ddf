using GrifErrata.Dependencies;
using GrifErrata.Rpm;

namespace GrifErrata.Tool;

/// <summary>A transaction as a JSON document.</summary>
internal static class TransactionJson
{
    /// <summary>Writes the document.</summary>
    public static void Write(TextWriter writer, string host, string os, string version, Transaction transaction) => JsonOutput.Write(writer, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schema", 1);
        json.WriteString("host", host);
        json.WriteString("os", os);
        json.WriteString("version", version);
        json.WriteString("result", CheckJson.Word(transaction.Answer.Result.ToString()));
        json.Array("steps", transaction.Steps, step =>
        {
            json.WriteStartObject();
            json.WriteString("action", step.Action switch
            {
                TransactionAction.InstallDependency => "installDependency",
                TransactionAction other => CheckJson.Word(other.ToString()),
            });
            json.WriteString("package", step.Package.ToString());
            json.Text("repository", Repository(step));
            json.Array("replaces", step.Replaces, (Nevra n) => json.WriteStringValue(n.ToString()));
            json.Array("obsoletes", step.Obsoletes, (Nevra n) => json.WriteStringValue(n.ToString()));
            json.Text("because", step.Because);
            if (step.Size is { } size) json.WriteNumber("size", size);
            else json.WriteNull("size");
            json.WriteEndObject();
        });
        json.Array("problems", transaction.Answer.Problems, problem =>
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.Array("locked", problem.Locked, n => json.WriteStringValue(n.ToString()));
            json.WriteString("text", problem.Text);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <summary>The key of os.yaml's <c>sources</c> that has the package, or null.</summary>
    public static string? Repository(TransactionStep step) => step.Origin is { } origin ? CheckJson.Word(origin.ToString()) : null;
}
