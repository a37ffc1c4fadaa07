namespace DexGrasp.Data.Files;

/// <summary>Folders that appear whole or not at all: filled as <c>NAME.part</c> and renamed.</summary>
internal static class WholeFolder
{
    /// <summary>Fills a folder.</summary>
    /// <typeparam name="T">What the filling gives.</typeparam>
    /// <param name="target">Empty or not there yet.</param>
    /// <param name="fill">Fills the folder that it is given.</param>
    /// <exception cref="DatasetException">The target is not empty.</exception>
    public static async Task<T> WriteAsync<T>(string target, Func<string, Task<T>> fill)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(full) || (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any()))
            throw new DatasetException($"{target} is not empty; choose another folder.");
        string temporary = full + DurableFile.TemporarySuffix;
        Remove(temporary);
        try
        {
            T result = await fill(temporary).ConfigureAwait(false);
            Remove(full);
            Directory.Move(temporary, full);
            return result;
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
