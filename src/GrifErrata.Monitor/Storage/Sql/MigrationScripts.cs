using System.Collections.Immutable;
using System.Globalization;

namespace GrifErrata.Monitor.Storage.Sql;

/// <summary>The steps from one version of a database to the next: forward only, one embedded <c>Migrations/DATABASE/NNNN.sql</c> a version.</summary>
internal static class MigrationScripts
{
    /// <summary>The steps in order of their numbers; the first leads from version 0 to 1.</summary>
    /// <param name="database"><c>Sqlite</c> or <c>Postgres</c>.</param>
    public static ImmutableArray<string> Of(string database)
    {
        ImmutableArray<string>.Builder scripts = ImmutableArray.CreateBuilder<string>();
        while (typeof(MigrationScripts).Assembly.GetManifestResourceStream(
            string.Create(CultureInfo.InvariantCulture, $"Migrations/{database}/{scripts.Count + 1:D4}.sql")) is { } stream)
        {
            using StreamReader reader = new(stream);
            scripts.Add(reader.ReadToEnd());
        }

        return scripts.ToImmutable();
    }
}
