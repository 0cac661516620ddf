namespace GrifErrata.Monitor.Settings;

/// <summary><c>input</c>, <c>profiles</c>, <c>silentDays</c>: what machines should have.</summary>
internal static class ExpectationsSection
{
    public static MonitorSettings Read(SettingsPlace top, MonitorSettings settings)
    {
        string? profiles = top.Map.Text("profiles")?.Text;
        if (profiles is not null && IsAddress(profiles) && !profiles.StartsWith("https://", StringComparison.Ordinal))
            top.Wrong(top.Map.LocationOf("profiles"), $"`profiles` is `{profiles}`; over the network they are read by https:// only.");
        return settings with
        {
            Input = top.Path("input") ?? settings.Input,
            Profiles = profiles is null ? settings.Profiles : IsAddress(profiles) ? profiles : Path.GetFullPath(profiles, top.Folder),
            SilentDays = top.Number("silentDays", 1, StorageSection.MostDays) ?? settings.SilentDays,
        };
    }

    /// <summary>Whether a text is an address and no folder.</summary>
    public static bool IsAddress(string text) => text.Contains("://", StringComparison.Ordinal);
}
