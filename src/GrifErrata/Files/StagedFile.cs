namespace GrifErrata.Files;

/// <summary>A file that is about to be replaced, with its new text and a copy of the old one beside it.</summary>
/// <param name="Final">Its place.</param>
/// <param name="New">The new text.</param>
/// <param name="Old">The copy of what was there; does not exist if nothing was.</param>
internal sealed record StagedFile(string Final, string New, string Old)
{
    public static StagedFile For(string path)
    {
        string unique = $"{path}.{Guid.NewGuid():N}";
        return new(path, $"{unique}.new.tmp", $"{unique}.old.tmp");
    }

    /// <summary>Puts back what was there before; false if that cannot be done.</summary>
    public bool TryRestore()
    {
        try
        {
            if (File.Exists(Old)) File.Move(Old, Final, overwrite: true);
            else File.Delete(Final);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Deletes what lies beside.</summary>
    public void Clean()
    {
        foreach (string path in new[] { New, Old })
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The error that the user must see is the one that came before.
            }
        }
    }
}
