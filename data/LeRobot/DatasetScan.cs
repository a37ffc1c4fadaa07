using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Tables;

namespace DexGrasp.Data.LeRobot;

/// <summary>Finds the whole episodes of a dataset, also of one that was cut off while it was written or copied.</summary>
internal sealed class DatasetScan
{
    private readonly string _root;

    private DatasetScan(string root) => _root = root;

    /// <summary>Gets the whole episodes, from 0 without a gap.</summary>
    public IReadOnlyList<EpisodeInfo> Episodes { get; private set; } = [];

    /// <summary>Gets the tasks' words.</summary>
    public IReadOnlyList<string> Tasks { get; private set; } = [];

    /// <summary>Gets what is not as it should be, one sentence each; empty for a dataset in order.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Gets how many episodes are listed but left out, because they or one before them are not whole.</summary>
    public int Dropped { get; private set; }

    /// <summary>Looks at a dataset. Every file's presence is checked, contents only of the last episode: <c>dataset validate</c> reads all.</summary>
    /// <exception cref="DatasetException">A file that lists episodes is damaged and is not the last.</exception>
    public static async Task<DatasetScan> RunAsync(string root, DatasetInfo info, CancellationToken stop)
    {
        var scan = new DatasetScan(root);
        var notes = new List<string>();
        List<EpisodeInfo> listed = await ListAsync(root, info.Schema, notes, stop).ConfigureAwait(false);
        List<EpisodeInfo> whole = [.. listed.TakeWhile((episode, i) => episode.Index == i)];
        if (whole.Count < listed.Count)
            notes.Add($"episode {whole.Count} is missing from {DatasetLayout.EpisodesFolder}");
        int present = whole.FindIndex(episode => Files(info.Schema, episode).Any(file => !File.Exists(Path.Combine(root, file))));
        if (present >= 0)
        {
            string lost = Files(info.Schema, whole[present]).First(file => !File.Exists(Path.Combine(root, file)));
            notes.Add($"episode {present} lacks {lost}");
            whole.RemoveRange(present, whole.Count - present);
        }

        while (whole.Count > 0 && await ProblemOfAsync(root, info.Schema, whole[^1], stop).ConfigureAwait(false) is { } problem)
        {
            notes.Add($"episode {whole[^1].Index} is not whole: {problem}");
            whole.RemoveAt(whole.Count - 1);
        }

        if (whole.Count != info.TotalEpisodes)
            notes.Add($"{DatasetLayout.InfoFile} counts {info.TotalEpisodes} episodes; {whole.Count} are whole");
        if (scan.Temporaries().Length is > 0 and var left)
            notes.Add($"{left} unfinished files of an episode that was being written");
        scan.Tasks = whole.Count > 0 || File.Exists(Path.Combine(root, DatasetLayout.TasksFile)) ? (await TasksFile.ReadAsync(root, stop).ConfigureAwait(false)).Tasks : [];
        scan.Episodes = whole;
        scan.Dropped = listed.Count - whole.Count;
        notes.AddRange(scan.Strays().Select(file => $"{file} belongs to no whole episode; LeRobot may read it all the same"));
        scan.Notes = notes;
        return scan;
    }

    /// <summary>Removes unfinished files, and finished ones that belong to no whole episode.</summary>
    /// <returns>How many.</returns>
    public int RemoveStrays()
    {
        int removed = DurableFile.RemoveTemporaries(_root);
        foreach (string file in Strays())
        {
            File.Delete(Path.Combine(_root, file));
            removed++;
        }

        return removed;
    }

    /// <summary>Returns the files that belong to no whole episode, from the dataset's folder.</summary>
    private string[] Strays()
    {
        HashSet<string> used =
        [
            .. Episodes.SelectMany(e => e.Videos.Select(v => DatasetLayout.Video(v.Key, v.Value.Place)).Append(DatasetLayout.Data(e.Data))),
        ];

        // Rows of meta/episodes and sidecars lie where the data lies; in datasets by other programs the rows may lie anywhere.
        HashSet<string> places = [.. Episodes.Select(e => e.Data.Name)];
        bool ownLayout = Episodes.All(e => e.Data == FilePlace.OfEpisode(e.Index));
        return
        [
            .. from folder in new[] { "data", "videos", "sidecars", DatasetLayout.EpisodesFolder }
               where Directory.Exists(Path.Combine(_root, folder))
               from path in Directory.EnumerateFiles(Path.Combine(_root, folder), "*", SearchOption.AllDirectories)
               let file = Path.GetRelativePath(_root, path).Replace('\\', '/')
               where file.EndsWith(".parquet", StringComparison.Ordinal) || file.EndsWith(".mp4", StringComparison.Ordinal)
               where folder is "data" or "videos" ? !used.Contains(file) : ownLayout && !places.Contains(PlaceOf(file))
               orderby file
               select file,
        ];

        static string PlaceOf(string file) => string.Join('/', file[..file.LastIndexOf('.')].Split('/')[^2..]);
    }

    /// <summary>Returns the files that an episode needs, from the dataset's folder.</summary>
    public static IEnumerable<string> Files(DatasetSchema schema, EpisodeInfo episode) =>
    [
        DatasetLayout.Data(episode.Data),
        .. schema.VideoFeatures.Select(f => DatasetLayout.Video(f.Key, episode.Videos[f.Key].Place)),
        .. schema.Sidecars.Select(s => DatasetLayout.Sidecar(s.Key, episode.Data)),
    ];

    private static async Task<List<EpisodeInfo>> ListAsync(string root, DatasetSchema schema, List<string> notes, CancellationToken stop)
    {
        var listed = new List<EpisodeInfo>();
        IReadOnlyList<string> files = EpisodesFile.Find(root);
        for (int i = 0; i < files.Count; i++)
        {
            try
            {
                listed.AddRange(await EpisodesFile.ReadAsync(files[i], schema, stop).ConfigureAwait(false));
            }
            catch (DatasetException e) when (i == files.Count - 1)
            {
                notes.Add(e.Message.TrimEnd('.'));
            }
        }

        listed.Sort((a, b) => a.Index.CompareTo(b.Index));
        return listed;
    }

    private static async Task<string?> ProblemOfAsync(string root, DatasetSchema schema, EpisodeInfo episode, CancellationToken stop)
    {
        try
        {
            TableReader table = await TableReader.OpenAsync(Path.Combine(root, DatasetLayout.Data(episode.Data)), stop).ConfigureAwait(false);
            await using (table.ConfigureAwait(false))
                if (table.Rows < episode.Length)
                    return $"{DatasetLayout.Data(episode.Data)} has {table.Rows} rows; {episode.Length} are needed";
            foreach (Sidecar sidecar in schema.Sidecars)
            {
                int count = await SidecarReader.CountAsync(Path.Combine(root, DatasetLayout.Sidecar(sidecar.Key, episode.Data)), sidecar, stop).ConfigureAwait(false);
                if (count != episode.Length)
                    return $"{DatasetLayout.Sidecar(sidecar.Key, episode.Data)} has {count} rows; {episode.Length} are needed";
            }

            return null;
        }
        catch (DatasetException e)
        {
            return e.Message.TrimEnd('.');
        }
    }

    private string[] Temporaries() => Directory.GetFiles(_root, "*" + DurableFile.TemporarySuffix, SearchOption.AllDirectories);
}
