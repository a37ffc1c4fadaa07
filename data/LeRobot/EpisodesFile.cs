using System.Text.Json;
using DexGrasp.Data.Files;
using DexGrasp.Data.Statistics;
using DexGrasp.Data.Tables;

namespace DexGrasp.Data.LeRobot;

/// <summary>Reads and writes the files of meta/episodes.</summary>
internal static class EpisodesFile
{
    private const string NotesColumn = "dexgrasp/notes";

    /// <summary>Writes the file of one episode, whole or not at all.</summary>
    public static Task WriteAsync(string root, DatasetSchema schema, EpisodeInfo episode, CancellationToken stop)
    {
        FilePlace place = FilePlace.OfEpisode(episode.Index);
        List<TableColumn> columns =
        [
            Whole("episode_index", episode.Index),
            new TextListColumn("tasks", [episode.Tasks]),
            Whole("length", episode.Length),
            Whole("data/chunk_index", episode.Data.Chunk),
            Whole("data/file_index", episode.Data.File),
            Whole("dataset_from_index", episode.FromIndex),
            Whole("dataset_to_index", episode.ToIndex),
        ];
        foreach ((string key, VideoSpan span) in episode.Videos)
            columns.AddRange(
                Whole($"videos/{key}/chunk_index", span.Place.Chunk), Whole($"videos/{key}/file_index", span.Place.File),
                Real($"videos/{key}/from_timestamp", span.FromS), Real($"videos/{key}/to_timestamp", span.ToS));
        foreach (Feature feature in schema.AllFeatures.Where(f => episode.Statistics.ContainsKey(f.Key)))
            foreach ((string name, IReadOnlyList<double> values) in episode.Statistics[feature.Key].Named())
                columns.Add(new NumberColumn(
                    $"stats/{feature.Key}/{name}",
                    name == "count" ? NumberType.Int64 : NumberType.Float64,
                    feature.Type == FeatureType.Video && name != "count" ? [values.Count, 1, 1] : [values.Count],
                    [.. values]));
        columns.AddRange(Whole("meta/episodes/chunk_index", place.Chunk), Whole("meta/episodes/file_index", place.File));
        columns.Add(new TextColumn(NotesColumn, [JsonSerializer.Serialize(episode.Notes)]));
        return TableWriter.WriteAsync(Path.Combine(root, DatasetLayout.Episodes(place)), columns, new Dictionary<string, string>(), stop);

        static NumberColumn Whole(string name, long value) => new(name, NumberType.Int64, [], [value]);

        static NumberColumn Real(string name, double value) => new(name, NumberType.Float64, [], [value]);
    }

    /// <summary>Returns the files of all episodes in order, from the dataset's folder.</summary>
    public static IReadOnlyList<string> Find(string root)
    {
        string folder = Path.Combine(root, DatasetLayout.EpisodesFolder);
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories).Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>Reads one file.</summary>
    /// <exception cref="DatasetException">It is damaged or lacks a column.</exception>
    public static async Task<IReadOnlyList<EpisodeInfo>> ReadAsync(string path, DatasetSchema schema, CancellationToken stop)
    {
        TableReader table = await TableReader.OpenAsync(path, stop).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            int rows = table.Rows;
            double[] index = await Numbers("episode_index").ConfigureAwait(false), length = await Numbers("length").ConfigureAwait(false);
            double[] chunk = await Numbers("data/chunk_index").ConfigureAwait(false), file = await Numbers("data/file_index").ConfigureAwait(false);
            double[] from = await Numbers("dataset_from_index").ConfigureAwait(false), to = await Numbers("dataset_to_index").ConfigureAwait(false);
            string[][] tasks = await table.ReadTextListsAsync("tasks", stop).ConfigureAwait(false);
            string[]? notes = table.Columns.Contains(NotesColumn) ? await table.ReadTextsAsync(NotesColumn, stop).ConfigureAwait(false) : null;
            var videos = new Dictionary<string, VideoSpan>[rows];
            var statistics = new Dictionary<string, FeatureStatistics>[rows];
            for (int row = 0; row < rows; row++)
                (videos[row], statistics[row]) = ([], []);
            foreach (Feature feature in schema.AllFeatures)
            {
                if (feature.Type == FeatureType.Video)
                {
                    double[] c = await Numbers($"videos/{feature.Key}/chunk_index").ConfigureAwait(false), f = await Numbers($"videos/{feature.Key}/file_index").ConfigureAwait(false);
                    double[] a = await Numbers($"videos/{feature.Key}/from_timestamp").ConfigureAwait(false), b = await Numbers($"videos/{feature.Key}/to_timestamp").ConfigureAwait(false);
                    for (int row = 0; row < rows; row++)
                        videos[row][feature.Key] = new VideoSpan(new FilePlace((int)c[row], (int)f[row]), a[row], b[row]);
                }

                await AddStatisticsAsync(table, feature.Key, statistics, stop).ConfigureAwait(false);
            }

            return
            [
                .. Enumerable.Range(0, rows).Select(row => new EpisodeInfo(
                    (int)index[row], tasks[row], (int)length[row], (long)from[row], (long)to[row], new FilePlace((int)chunk[row], (int)file[row]), videos[row], statistics[row],
                    notes is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(notes[row]) ?? [])),
            ];

            async Task<double[]> Numbers(string column) => (await table.ReadNumbersAsync(column, stop).ConfigureAwait(false)).Values;
        }
    }

    // Statistics are a convenience: an episode without them, or with fewer of them, is still whole.
    private static async Task AddStatisticsAsync(TableReader table, string key, Dictionary<string, FeatureStatistics>[] rows, CancellationToken stop)
    {
        string prefix = $"stats/{key}/";
        var found = new Dictionary<string, (double[] Values, int PerRow)>();
        foreach (string column in table.Columns.Where(column => column.StartsWith(prefix, StringComparison.Ordinal)))
            found[column[prefix.Length..]] = await table.ReadNumbersAsync(column, stop).ConfigureAwait(false);
        for (int row = 0; row < rows.Length; row++)
            if (FeatureStatistics.FromNamed(name => found.TryGetValue(name, out (double[] Values, int PerRow) of) ? of.Values[(row * of.PerRow)..((row + 1) * of.PerRow)] : null) is { } statistics)
                rows[row][key] = statistics;
    }
}
