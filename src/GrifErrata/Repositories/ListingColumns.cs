using GrifErrata.Rpm;

namespace GrifErrata.Repositories;

/// <summary>Where the columns of a CSV listing are: the index of each in a line, or -1 for one that the listing does not have.</summary>
internal sealed record ListingColumns(int Count, int Name, int Epoch, int Version, int Release, int Arch, int BuildTime, int Source)
{
    private const string Known = "name,epoch,version,release,arch,build_time,source";

    /// <summary>Reads the header.</summary>
    /// <param name="fields">The fields of the first line.</param>
    /// <param name="columns">The columns, or null.</param>
    /// <param name="column">Column in the line of the mistake, from 1; 0 where there is none.</param>
    /// <returns>Null, or what is wrong and what to do.</returns>
    public static string? Read(List<ListingField> fields, out ListingColumns? columns, out int column)
    {
        columns = null;
        Dictionary<string, int> indexes = new(StringComparer.Ordinal);
        bool isBlank = fields is [{ Text.Length: 0 }];
        for (int i = 0; i < fields.Count && !isBlank; i++)
        {
            column = fields[i].Column;
            // 'groups' is where GRIF's lists of the OS's own packages say who installs them; nothing here asks for it.
            if (fields[i].Text != "groups" && !Known.Split(',').Contains(fields[i].Text, StringComparer.Ordinal))
                return $"{UntrustedText.Quote(fields[i].Text)} is not a column of a listing. Remove it; the columns are {Known}.";
            if (!indexes.TryAdd(fields[i].Text, i))
                return $"The column {fields[i].Text} is there twice. Remove one of them.";
        }

        column = 1;
        foreach (string needed in (string[])["name", "version", "release", "arch"])
        {
            if (!indexes.ContainsKey(needed)) return $"The column {needed} is missing. The first line must name the columns: {Known}; epoch, build_time and source may be left out.";
        }

        column = 0;
        columns = new ListingColumns(fields.Count, Of("name"), Of("epoch"), Of("version"), Of("release"), Of("arch"), Of("build_time"), Of("source"));
        return null;

        int Of(string name) => indexes.GetValueOrDefault(name, -1);
    }
}
