using DexGrasp.Data.Files;
using DexGrasp.Data.Statistics;

namespace DexGrasp.Data.LeRobot;

/// <summary>
/// Writes a LeRobotDataset v3.0, one episode per file, so that a kill at any moment loses at most the episode that is being
/// written. Files of an episode get their names first, its row in meta/episodes second (from then on it counts), the totals
/// last; resuming repairs totals that a kill left behind. One writer per folder, one thread at a time.
/// </summary>
public sealed class LeRobotWriter : IAsyncDisposable
{
    private readonly FileStream _lock;
    private readonly List<string> _tasks;
    private readonly Dictionary<string, FeatureStatistics> _statistics = [];
    private readonly IReadOnlyDictionary<string, string> _provenance;
    private EpisodeWriter? _open;

    private LeRobotWriter(string folder, DatasetSchema schema, IReadOnlyDictionary<string, string> provenance, FileStream held, IEnumerable<string> tasks)
    {
        Folder = folder;
        Schema = schema;
        _provenance = provenance;
        _lock = held;
        _tasks = [.. tasks];
    }

    /// <summary>Gets the folder.</summary>
    public string Folder { get; }

    /// <summary>Gets what every frame holds.</summary>
    public DatasetSchema Schema { get; }

    /// <summary>Gets how many episodes are saved.</summary>
    public int Episodes { get; private set; }

    /// <summary>Gets how many frames are saved.</summary>
    public long Frames { get; private set; }

    /// <summary>Gets what had to be repaired when the dataset was resumed; empty if nothing.</summary>
    public IReadOnlyList<string> Repairs { get; private set; } = [];

    // Tests look at the folder after every step that a kill could come after.
    internal Action? OnStep { get; set; }

    /// <summary>Starts a dataset.</summary>
    /// <param name="folder">Empty or not there yet.</param>
    /// <param name="schema">What every frame holds.</param>
    /// <param name="provenance">Where the data comes from: robot card, environment, commit. Default: nothing.</param>
    /// <exception cref="DatasetException">The folder is not empty, or the schema has a key twice.</exception>
    public static LeRobotWriter Create(string folder, DatasetSchema schema, IReadOnlyDictionary<string, string>? provenance = null)
    {
        RequireWritable(schema);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new DatasetException($"{folder} is not empty; a new dataset needs a folder of its own. Resume the dataset in it, or choose another folder.");
        FileStream held = Lock(folder);
        var writer = new LeRobotWriter(folder, schema, provenance ?? new Dictionary<string, string>(), held, []);
        writer.WriteInfo();
        return writer;
    }

    /// <summary>Opens a dataset to add episodes, and repairs what a kill left behind.</summary>
    /// <param name="folder">Holds a dataset.</param>
    /// <param name="schema">Has to equal the dataset's own.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">It is no dataset, its schema differs, another program writes to it, or more than its end is damaged.</exception>
    public static async Task<LeRobotWriter> ResumeAsync(string folder, DatasetSchema schema, CancellationToken cancellationToken)
    {
        RequireWritable(schema);
        DatasetInfo info = InfoFile.Read(folder);
        if (info.Schema.DifferencesTo(schema) is { Count: > 0 } differences)
            throw new DatasetException($"{folder} has another schema than the frames that were to be added (first: the dataset, second: the frames): {string.Join("; ", differences)}. Nothing was changed; use another folder.");
        FileStream held = Lock(folder);
        try
        {
            DatasetScan scan = await DatasetScan.RunAsync(folder, info, cancellationToken).ConfigureAwait(false);
            if (scan.Dropped > 1)
                throw new DatasetException($"{folder}: {string.Join("; ", scan.Notes.Take(5))}. Adding would delete {scan.Dropped} episodes; restore the damaged files, or copy the good episodes to another dataset.");
            int removed = scan.RemoveStrays();
            var writer = new LeRobotWriter(folder, info.Schema, info.Provenance, held, scan.Tasks) { Episodes = scan.Episodes.Count, Frames = scan.Episodes.Sum(e => (long)e.Length) };
            foreach (EpisodeInfo episode in scan.Episodes)
                writer.Count(episode);
            if (scan.Notes.Count > 0 || removed > 0)
            {
                writer.WriteTotals();
                writer.Repairs = [.. scan.Notes, $"{removed} unfinished files were removed and the totals written again"];
            }

            return writer;
        }
        catch
        {
            await held.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Resumes the dataset in a folder, or starts one if there is none.</summary>
    /// <inheritdoc cref="ResumeAsync"/>
    public static Task<LeRobotWriter> OpenOrCreateAsync(string folder, DatasetSchema schema, CancellationToken cancellationToken) =>
        File.Exists(Path.Combine(folder, DatasetLayout.InfoFile)) ? ResumeAsync(folder, schema, cancellationToken) : Task.FromResult(Create(folder, schema));

    /// <summary>Starts an episode; one at a time.</summary>
    /// <param name="task">What the robot is asked to do, in words; not empty.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">The task is empty, or ffmpeg is not installed.</exception>
    /// <exception cref="InvalidOperationException">An episode is still open.</exception>
    public async Task<EpisodeWriter> BeginEpisodeAsync(string task, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(task))
            throw new DatasetException("An episode needs a task in words; an empty one was given.");
        if (_open is not null)
            throw new InvalidOperationException($"Episode {Episodes} is still being written; save or drop it first.");
        return _open = await EpisodeWriter.StartAsync(this, task, Episodes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops an open episode and gives the folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_open is not null)
            await _open.DisposeAsync().ConfigureAwait(false);
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    internal async Task<int> TaskNumberAsync(string task, CancellationToken stop)
    {
        int number = _tasks.IndexOf(task);
        if (number >= 0)
            return number;
        await TasksFile.WriteAsync(Folder, [.. _tasks, task], stop).ConfigureAwait(false);
        _tasks.Add(task);
        OnStep?.Invoke();
        return _tasks.Count - 1;
    }

    internal async Task AddAsync(EpisodeInfo episode)
    {
        await EpisodesFile.WriteAsync(Folder, Schema, episode, CancellationToken.None).ConfigureAwait(false);
        OnStep?.Invoke();
        Episodes++;
        Frames += episode.Length;
        Count(episode);
        WriteTotals();
    }

    internal void Release(EpisodeWriter episode)
    {
        if (ReferenceEquals(_open, episode))
            _open = null;
    }

    private static void RequireWritable(DatasetSchema schema)
    {
        string[] keys = [.. schema.AllFeatures.Select(f => f.Key), .. schema.Sidecars.Select(s => s.Key)];
        if (keys.GroupBy(key => key).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new DatasetException($"The schema has the key {twice.Key} twice; keys are unique.");
        if (schema.AllFeatures.FirstOrDefault(f => f.Type == FeatureType.Other) is { } other)
            throw new DatasetException($"The schema has the feature {other.Key} of dtype {other.Dtype}; this program writes float32, float64, int64, bool and video.");
        if (schema.AllFeatures.FirstOrDefault(f => f.IsNumber && f.Shape.Count != 1) is { } matrix)
            throw new DatasetException($"The schema has the feature {matrix.Key} of {matrix.Shape.Count} dimensions; this program writes one.");
        if (schema.Fps is < 1 or > 1000)
            throw new DatasetException($"The schema has {schema.Fps} frames per second; 1 to 1000 are allowed.");
    }

    private static FileStream Lock(string folder)
    {
        string path = Path.Combine(folder, DatasetLayout.LockFile);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e)
        {
            throw new DatasetException($"{folder} is being written by another program ({path} is locked); wait for it to end.", e);
        }
    }

    // Statistics of the whole merge with those of one more episode, so that adding the n-th takes no longer than adding the first.
    private void Count(EpisodeInfo episode)
    {
        foreach ((string key, FeatureStatistics statistics) in episode.Statistics)
            _statistics[key] = _statistics.TryGetValue(key, out FeatureStatistics? before) ? FeatureStatistics.Aggregate([before, statistics]) : statistics;
    }

    private void WriteTotals()
    {
        StatsFile.Write(Folder, Schema, _statistics);
        OnStep?.Invoke();
        WriteInfo();
        OnStep?.Invoke();
    }

    private void WriteInfo() => InfoFile.Write(Folder, new DatasetInfo(Schema, Episodes, Frames, _tasks.Count, _provenance));
}
