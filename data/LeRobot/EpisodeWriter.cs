using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Statistics;
using DexGrasp.Data.Tables;
using DexGrasp.Data.Video;

namespace DexGrasp.Data.LeRobot;

/// <summary>
/// Records one episode. Pictures are encoded and sidecars written while it goes on, so that saving takes well under a
/// second; nothing counts until <see cref="SaveAsync"/> has ended, and disposing before that drops everything. One thread at a time.
/// </summary>
public sealed class EpisodeWriter : IAsyncDisposable
{
    private readonly LeRobotWriter _dataset;
    private readonly DatasetSchema _schema;
    private readonly string _task;
    private readonly int _index;
    private readonly FilePlace _place;
    private readonly Dictionary<string, List<double>> _numbers = [];
    private readonly Dictionary<string, VideoEncoder> _videos = [];
    private readonly Dictionary<string, PictureStatistics> _pictures = [];
    private readonly Dictionary<string, SidecarWriter> _sidecars = [];
    private bool _broken;
    private bool _ended;

    private EpisodeWriter(LeRobotWriter dataset, string task, int index)
    {
        _dataset = dataset;
        _schema = dataset.Schema;
        _task = task;
        _index = index;
        _place = FilePlace.OfEpisode(index);
        foreach (Feature feature in _schema.NumberFeatures)
            _numbers[feature.Key] = [];
    }

    /// <summary>Gets how many frames were added.</summary>
    public int Frames { get; private set; }

    internal static async Task<EpisodeWriter> StartAsync(LeRobotWriter dataset, string task, int index, CancellationToken stop)
    {
        var writer = new EpisodeWriter(dataset, task, index);
        try
        {
            foreach (Feature video in writer._schema.VideoFeatures)
            {
                writer._videos[video.Key] = new VideoEncoder(writer.PathOf(DatasetLayout.Video(video.Key, writer._place)), video.Shape[1], video.Shape[0], writer._schema.Fps);
                writer._pictures[video.Key] = new PictureStatistics();
            }

            foreach (Sidecar sidecar in writer._schema.Sidecars)
                writer._sidecars[sidecar.Key] = await SidecarWriter.CreateAsync(writer.PathOf(DatasetLayout.Sidecar(sidecar.Key, writer._place)), sidecar, stop).ConfigureAwait(false);
            return writer;
        }
        catch
        {
            await writer.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Adds a frame. It is taken at frame number / fps, whenever this is called.</summary>
    /// <param name="frame">Everything that the schema lists.</param>
    /// <param name="cancellationToken">Cancels; the episode can then not be saved.</param>
    /// <exception cref="DatasetException">The frame does not fit the schema, and was not added; or the disk or ffmpeg failed, and the episode cannot be saved.</exception>
    public async ValueTask AddAsync(DatasetFrame frame, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        FrameCheck.Check(_schema, frame, Frames);
        bool added = false;
        try
        {
            foreach ((string key, VideoEncoder video) in _videos)
            {
                await video.AddAsync(frame.Pictures[key], cancellationToken).ConfigureAwait(false);
                _pictures[key].Add(frame.Pictures[key].Pixels);
            }

            foreach ((string key, SidecarWriter sidecar) in _sidecars)
            {
                if (frame.Masks.TryGetValue(key, out Mask? mask))
                    await sidecar.AddAsync(mask, cancellationToken).ConfigureAwait(false);
                else
                    await sidecar.AddAsync(frame.Depths[key], cancellationToken).ConfigureAwait(false);
            }

            added = true;
        }
        finally
        {
            _broken |= !added;
        }

        // Numbers are kept as they will be stored, so that statistics are those of the file.
        foreach ((string key, ReadOnlyMemory<double> values) in frame.Numbers)
            foreach (double value in values.Span)
                _numbers[key].Add(TypeOf(key) == FeatureType.Float32 ? (float)value : value);
        _numbers[FeatureKeys.Timestamp].Add((float)((double)Frames / _schema.Fps));
        _numbers[FeatureKeys.FrameIndex].Add(Frames);
        _numbers[FeatureKeys.EpisodeIndex].Add(_index);
        _numbers[FeatureKeys.Index].Add(_dataset.Frames + Frames);
        Frames++;
    }

    /// <summary>Makes the episode part of the dataset. When this returns it survives a power cut.</summary>
    /// <param name="notes">Whatever should be known later: seed, environment, commit, model hash. Default: nothing.</param>
    /// <param name="cancellationToken">Cancels before the first file gets its name; not later.</param>
    /// <returns>Number of the episode.</returns>
    /// <exception cref="DatasetException">There is no frame, an earlier call failed, or the disk or ffmpeg fails; earlier episodes are whole.</exception>
    public async Task<int> SaveAsync(IReadOnlyDictionary<string, string>? notes, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        if (Frames == 0)
            throw new DatasetException($"Episode {_index} has no frame; it was not saved.");
        if (_broken)
            throw new DatasetException($"Episode {_index} lost a part of a frame when an earlier call failed; it was not saved. Record it again.");
        int task = await _dataset.TaskNumberAsync(_task, cancellationToken).ConfigureAwait(false);
        _numbers[FeatureKeys.TaskIndex].AddRange(Enumerable.Repeat((double)task, Frames));
        foreach (SidecarWriter sidecar in _sidecars.Values)
            await sidecar.CloseAsync(cancellationToken).ConfigureAwait(false);
        foreach (VideoEncoder video in _videos.Values)
            await video.CloseAsync(cancellationToken).ConfigureAwait(false);

        _broken = true;
        await TableWriter.WriteAsync(PathOf(DatasetLayout.Data(_place)), Columns(), new Dictionary<string, string>(), CancellationToken.None).ConfigureAwait(false);
        _dataset.OnStep?.Invoke();
        foreach (VideoEncoder video in _videos.Values)
        {
            video.Commit();
            _dataset.OnStep?.Invoke();
        }

        foreach (SidecarWriter sidecar in _sidecars.Values)
        {
            await sidecar.CommitAsync().ConfigureAwait(false);
            _dataset.OnStep?.Invoke();
        }

        await _dataset.AddAsync(Describe(notes)).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        return _index;
    }

    /// <summary>Drops the episode if it was not saved.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        _ended = true;
        foreach (VideoEncoder video in _videos.Values)
            video.Dispose();
        foreach (SidecarWriter sidecar in _sidecars.Values)
            await sidecar.DisposeAsync().ConfigureAwait(false);
        _dataset.Release(this);
    }

    private string PathOf(string relative) => Path.Combine(_dataset.Folder, relative);

    private FeatureType TypeOf(string key) => _schema.AllFeatures.First(f => f.Key == key).Type;

    private TableColumn[] Columns() =>
    [
        .. _schema.NumberFeatures.Select(f => new NumberColumn(
            f.Key, FeatureTypes.NumberTypeOf(f.Type), f.Shape is [1] ? [] : f.Shape, [.. _numbers[f.Key]])),
    ];

    private EpisodeInfo Describe(IReadOnlyDictionary<string, string>? notes)
    {
        Dictionary<string, FeatureStatistics> statistics = _schema.NumberFeatures.ToDictionary(f => f.Key, f => NumberStatistics.Of(_numbers[f.Key].ToArray(), f.Size));
        foreach ((string key, PictureStatistics pictures) in _pictures)
            statistics[key] = pictures.Result();
        return new EpisodeInfo(
            _index,
            [_task],
            Frames,
            _dataset.Frames,
            _dataset.Frames + Frames,
            _place,
            _videos.Keys.ToDictionary(key => key, _ => new VideoSpan(_place, 0, (double)Frames / _schema.Fps)),
            statistics,
            notes ?? new Dictionary<string, string>());
    }
}
