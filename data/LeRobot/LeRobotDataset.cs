using System.Runtime.CompilerServices;
using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Statistics;
using DexGrasp.Data.Tables;
using DexGrasp.Data.Video;

namespace DexGrasp.Data.LeRobot;

/// <summary>
/// Reads a LeRobotDataset v3.0, by this program or another, with one or several episodes per file. Opening reads the lists
/// only; numbers, pictures, masks and depth are read when asked for. Reading never changes a file. Safe for several threads.
/// </summary>
public sealed class LeRobotDataset
{
    private LeRobotDataset(string folder, DatasetInfo info, DatasetScan scan)
    {
        Folder = folder;
        Info = info;
        Episodes = scan.Episodes;
        Tasks = scan.Tasks;
        Notes = scan.Notes;
    }

    /// <summary>Gets the folder.</summary>
    public string Folder { get; }

    /// <summary>Gets what meta/info.json says; its totals may lag behind after a kill, <see cref="Episodes"/> does not.</summary>
    public DatasetInfo Info { get; }

    /// <summary>Gets what every frame holds.</summary>
    public DatasetSchema Schema => Info.Schema;

    /// <summary>Gets the whole episodes in order.</summary>
    public IReadOnlyList<EpisodeInfo> Episodes { get; }

    /// <summary>Gets the tasks' words by task_index.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>Gets what is not as it should be because writing or copying was cut off; empty for a dataset in order.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Gets how many frames the whole episodes have.</summary>
    public long Frames => Episodes.Sum(episode => (long)episode.Length);

    /// <summary>Opens a dataset; of one that was cut off, the episodes up to the last whole one.</summary>
    /// <param name="folder">Holds meta/, data/ and videos/.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">It is no dataset, of another version, or damaged elsewhere than at its end.</exception>
    public static async Task<LeRobotDataset> OpenAsync(string folder, CancellationToken cancellationToken)
    {
        DatasetInfo info = InfoFile.Read(folder);
        return new LeRobotDataset(folder, info, await DatasetScan.RunAsync(folder, info, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads meta/stats.json.</summary>
    /// <exception cref="DatasetException">It is missing or damaged.</exception>
    public IReadOnlyDictionary<string, FeatureStatistics> ReadStatistics() => StatsFile.Read(Folder);

    /// <summary>Reads all numbers of one episode.</summary>
    /// <param name="episode">From 0.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">The file is missing or damaged, or has another number of rows than meta/episodes says.</exception>
    public async Task<EpisodeNumbers> ReadNumbersAsync(int episode, CancellationToken cancellationToken) =>
        Slice(await ReadFileAsync(Episodes[episode].Data, null, cancellationToken).ConfigureAwait(false), Episodes[episode]);

    /// <summary>Loads numbers of all episodes into memory.</summary>
    /// <param name="keys">Which features; null = all.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">A key is unknown, or a file is missing or damaged.</exception>
    public async Task<FrameTable> LoadNumbersAsync(IReadOnlyList<string>? keys, CancellationToken cancellationToken)
    {
        Feature[] features = [.. (keys ?? [.. Schema.NumberFeatures.Select(f => f.Key)]).Select(key => NumberFeature(key))];
        int[] starts = new int[Episodes.Count + 1];
        for (int i = 0; i < Episodes.Count; i++)
            starts[i + 1] = starts[i] + Episodes[i].Length;
        Dictionary<string, (float[] Values, int Size)> columns = features.ToDictionary(f => f.Key, f => (new float[(long)starts[^1] * f.Size], f.Size));
        foreach (IGrouping<FilePlace, EpisodeInfo> file in Episodes.GroupBy(e => e.Data))
        {
            Dictionary<string, (double[] Values, int Size)> all = await ReadFileAsync(file.Key, [.. features.Select(f => f.Key)], cancellationToken).ConfigureAwait(false);
            foreach (EpisodeInfo episode in file)
            {
                EpisodeNumbers numbers = Slice(all, episode);
                foreach ((string key, (float[] values, int size)) in columns)
                    for (int i = 0; i < episode.Length * size; i++)
                        values[(starts[episode.Index] * size) + i] = (float)numbers.Column(key)[i];
            }
        }

        return new FrameTable(starts, columns);
    }

    /// <summary>Starts decoding a camera's pictures of one episode, in order, as HWC, RGB, uint8.</summary>
    /// <param name="episode">From 0.</param>
    /// <param name="key">Key of a video feature.</param>
    /// <exception cref="DatasetException">The key is unknown, the file is missing, or ffmpeg is not installed.</exception>
    public VideoFrames OpenVideo(int episode, string key)
    {
        Feature video = Schema.VideoFeatures.FirstOrDefault(f => f.Key == key)
            ?? throw new DatasetException($"{Folder} has no video {key}; it has {Listed(Schema.VideoFeatures.Select(f => f.Key))}.");
        VideoSpan span = Episodes[episode].Videos[key];
        return new VideoFrames(Path.Combine(Folder, DatasetLayout.Video(key, span.Place)), video.Shape[1], video.Shape[0], Schema.Fps, span.FromS, Episodes[episode].Length);
    }

    /// <summary>Reads the masks of one episode, in order.</summary>
    /// <param name="episode">From 0.</param>
    /// <param name="key">Key of a mask sidecar.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">The key is unknown, or the file is missing, damaged or has another number of frames.</exception>
    public async IAsyncEnumerable<Mask> ReadMasksAsync(int episode, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Sidecar sidecar = SidecarOf(key, SidecarKind.Mask);
        await foreach (byte[] block in ReadSidecarAsync(episode, sidecar, cancellationToken).ConfigureAwait(false))
            yield return MaskCodec.Unpack(block, sidecar.Width, sidecar.Height);
    }

    /// <summary>Reads the depth pictures of one episode, in order.</summary>
    /// <param name="episode">From 0.</param>
    /// <param name="key">Key of a depth sidecar.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="DatasetException">The key is unknown, or the file is missing, damaged or has another number of frames.</exception>
    public async IAsyncEnumerable<DepthImage> ReadDepthAsync(int episode, string key, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Sidecar sidecar = SidecarOf(key, SidecarKind.Depth);
        await foreach (byte[] block in ReadSidecarAsync(episode, sidecar, cancellationToken).ConfigureAwait(false))
            yield return DepthCodec.Unpack(block, sidecar.Width, sidecar.Height);
    }

    private static string Listed(IEnumerable<string> keys) => string.Join(", ", keys) is { Length: > 0 } list ? list : "none";

    private Feature NumberFeature(string key) => Schema.NumberFeatures.FirstOrDefault(f => f.Key == key)
        ?? throw new DatasetException($"{Folder} has no feature of numbers {key}; it has {Listed(Schema.NumberFeatures.Select(f => f.Key))}.");

    private Sidecar SidecarOf(string key, SidecarKind kind) => Schema.Sidecars.FirstOrDefault(s => s.Key == key && s.Kind == kind)
        ?? throw new DatasetException($"{Folder} has no {kind.ToString().ToLowerInvariant()} sidecar {key}; it has {Listed(Schema.Sidecars.Select(s => s.Key))}.");

    private async IAsyncEnumerable<byte[]> ReadSidecarAsync(int episode, Sidecar sidecar, [EnumeratorCancellation] CancellationToken stop)
    {
        string path = Path.Combine(Folder, DatasetLayout.Sidecar(sidecar.Key, Episodes[episode].Data));
        int frames = 0;
        await foreach (byte[] block in SidecarReader.ReadAsync(path, sidecar, stop).ConfigureAwait(false))
        {
            frames++;
            yield return block;
        }

        if (frames != Episodes[episode].Length)
            throw new DatasetException($"{path} has {frames} frames; episode {episode} has {Episodes[episode].Length}.");
    }

    private async Task<Dictionary<string, (double[] Values, int Size)>> ReadFileAsync(FilePlace place, IReadOnlyList<string>? keys, CancellationToken stop)
    {
        string path = Path.Combine(Folder, DatasetLayout.Data(place));
        TableReader table = await TableReader.OpenAsync(path, stop).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            var columns = new Dictionary<string, (double[] Values, int Size)>();
            foreach (Feature feature in Schema.NumberFeatures.Where(f => keys is null || keys.Contains(f.Key) || f.Key == FeatureKeys.EpisodeIndex))
            {
                (double[] values, int size) = await table.ReadNumbersAsync(feature.Key, stop).ConfigureAwait(false);
                if (size != feature.Size && values.Length > 0)
                    throw new DatasetException($"{path}: {feature.Key} has {size} numbers per frame; {DatasetLayout.InfoFile} says {feature.Size}.");
                columns[feature.Key] = (values, feature.Size);
            }

            return columns;
        }
    }

    private EpisodeNumbers Slice(Dictionary<string, (double[] Values, int Size)> file, EpisodeInfo episode)
    {
        double[] owners = file[FeatureKeys.EpisodeIndex].Values;
        int first = Array.IndexOf(owners, episode.Index);
        int count = owners.Count(owner => owner == episode.Index);
        if (count != episode.Length || (count > 0 && owners.AsSpan(first, count).IndexOfAnyExcept(episode.Index) >= 0))
            throw new DatasetException($"{Path.Combine(Folder, DatasetLayout.Data(episode.Data))} has {count} rows of episode {episode.Index}; {DatasetLayout.EpisodesFolder} says {episode.Length}, one after the other.");
        return new EpisodeNumbers(count, file.ToDictionary(c => c.Key, c => (c.Value.Values[(first * c.Value.Size)..((first + count) * c.Value.Size)], c.Value.Size)));
    }
}
