using GrifErrata.Monitor.Views;
using GrifErrata.Rpm;
using Microsoft.OpenApi;

namespace GrifErrata.Monitor.Api;

/// <summary>What the API needs, as services.</summary>
internal static class ApiServices
{
    /// <summary>Adds them: how JSON is written, and the document <c>/openapi/v1.json</c>.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => ViewJson.Apply(o.SerializerOptions));
        services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = static endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "GrifErrata monitor", Version = "1", Description = "How each machine is against the update version that it should have. Times are UTC. Read access is by token: Authorization: Bearer TOKEN." };

                // The address is wherever the monitor runs: the document is the same everywhere.
                document.Servers = [];
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(Evr) || context.JsonTypeInfo.Type == typeof(Evr?))
                {
                    schema.Type = JsonSchemaType.String;
                    schema.Description = "[epoch:]version-release";
                }

                return Task.CompletedTask;
            });
        });
    }
}
