using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Video;
using DexGrasp.Data.Zarr;

namespace DexGrasp.Data.Conversion;

/// <summary>Converts a LeRobotDataset v3.0 to a DexGraspVLA zarr store, compressed by Zstandard, without blosc.</summary>
public static class ZarrExporter
{
    private const string Head = "head";
    private const string Wrist = "wrist";
    private const int NumbersPerChunk = 1024;

    /// <summary>Returns whether a folder is a LeRobot dataset.</summary>
    public static bool Recognizes(string folder) => File.Exists(Path.Combine(folder, DatasetLayout.InfoFile));

    /// <summary>Converts.</summary>
    /// <param name="source">Folder of the dataset.</param>
    /// <param name="target">Folder of the store; empty or not there yet.</param>
    /// <param name="progress">Told the number of episodes that are done and of all; null = nobody.</param>
    /// <param name="cancellationToken">Cancels; nothing stays.</param>
    /// <exception cref="DatasetException">The dataset has no episode, or not the 13 joints of state and action, or is damaged, or the target is not empty.</exception>
    public static async Task<ConversionResult> ConvertAsync(string source, string target, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        if (dataset.Notes.Count > 0)
            throw new DatasetException($"{source} is not in order: {string.Join("; ", dataset.Notes)}. Resume it once, or see dexgrasp dataset validate.");
        if (dataset.Episodes.Count == 0)
            throw new DatasetException($"{source} is empty; there is no episode to convert.");
        Feature action = Joints(dataset, FeatureKeys.Action), state = Joints(dataset, FeatureKeys.State);
        return await WholeFolder.WriteAsync(target, folder => WriteAsync(dataset, folder, action, state, progress, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<ConversionResult> WriteAsync(
        LeRobotDataset dataset, string target, Feature action, Feature state, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        foreach (string folder in (string[])["", "data", "meta"])
            ZarrGroup.Create(Path.Combine(target, folder));
        ZarrArrayWriter actions = Numbers(target, GraspZarrKeys.Action, action), states = Numbers(target, GraspZarrKeys.State, state);
        Feature? head = Video(dataset, Head), wrist = Video(dataset, Wrist);
        Sidecar? masks = dataset.Schema.Sidecars.FirstOrDefault(s => s.Key == FeatureKeys.Masks(Head) && s.Kind == SidecarKind.Mask);
        ZarrArrayWriter? heads = Pictures(target, GraspZarrKeys.Head, head, 4), wrists = Pictures(target, GraspZarrKeys.Wrist, wrist, 3);
        var ends = new ZarrArrayWriter(Path.Combine(target, GraspZarrKeys.Ends), ZarrType.Int64, [], [NumbersPerChunk]);
        byte maskValue = byte.TryParse(dataset.Info.Provenance.GetValueOrDefault(GraspZarrKeys.MaskValue), out byte marked) && marked > 0 ? marked : (byte)1;
        foreach (EpisodeInfo episode in dataset.Episodes)
        {
            EpisodeNumbers numbers = await dataset.ReadNumbersAsync(episode.Index, cancellationToken).ConfigureAwait(false);
            for (int frame = 0; frame < numbers.Frames; frame++)
            {
                actions.Add(numbers.Row(FeatureKeys.Action, frame));
                states.Add(numbers.Row(FeatureKeys.State, frame));
            }

            if (heads is not null)
                await CopyAsync(dataset, episode, head!.Key, masks, heads, withMask: true, maskValue, cancellationToken).ConfigureAwait(false);
            if (wrists is not null)
                await CopyAsync(dataset, episode, wrist!.Key, null, wrists, withMask: false, maskValue, cancellationToken).ConfigureAwait(false);
            ends.Add([(double)episode.ToIndex]);
            progress?.Invoke(episode.Index + 1, dataset.Episodes.Count);
        }

        new ZarrAttributes(
            dataset.Schema.Fps, dataset.Schema.RobotType, action.Names ?? ZarrAttributes.Foreign.JointNames,
            dataset.Info.Provenance.GetValueOrDefault("units") ?? "rad", [.. dataset.Episodes.Select(e => e.Tasks[0])]).Write(target);
        foreach (ZarrArrayWriter? array in (ZarrArrayWriter?[])[actions, states, heads, wrists, ends])
            array?.Finish();
        return new ConversionResult($"LeRobotDataset {DatasetLayout.Version}", "zarr v2", dataset.Episodes.Count, dataset.Frames, Losses(dataset, head, wrist, masks));
    }

    private static async Task CopyAsync(
        LeRobotDataset dataset, EpisodeInfo episode, string key, Sidecar? masks, ZarrArrayWriter to, bool withMask, byte maskValue, CancellationToken stop)
    {
        using VideoFrames video = dataset.OpenVideo(episode.Index, key);
        byte[] rgb = new byte[video.FrameBytes];
        Mask? mask = withMask ? new Mask(video.Width, video.Height, new byte[video.Width * video.Height]) : null;
        IAsyncEnumerator<Mask>? source = masks is null ? null : dataset.ReadMasksAsync(episode.Index, masks.Key, stop).GetAsyncEnumerator(stop);
        try
        {
            while (await video.ReadAsync(rgb, stop).ConfigureAwait(false))
            {
                if (source is not null && await source.MoveNextAsync().ConfigureAwait(false))
                    mask = source.Current;
                to.Add(PictureLayout.ToBgr(rgb, mask, maskValue));
            }
        }
        finally
        {
            if (source is not null)
                await source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static List<string> Losses(LeRobotDataset dataset, Feature? head, Feature? wrist, Sidecar? masks)
    {
        var losses = new List<string>();
        HashSet<string?> kept = [FeatureKeys.Action, FeatureKeys.State, head?.Key, wrist?.Key, masks?.Key];
        string[] dropped =
        [
            .. dataset.Schema.Features.Select(f => f.Key).Concat(dataset.Schema.Sidecars.Select(s => s.Key)).Where(key => !kept.Contains(key)),
        ];
        if (dropped.Length > 0)
            losses.Add($"left out, because the store has no place for them: {string.Join(", ", dropped)}");
        if (head is not null && masks is null)
            losses.Add($"the mask channel of {GraspZarrKeys.Head} is 0 everywhere, because the dataset has no {FeatureKeys.Masks(Head)}");
        return losses;
    }

    private static Feature Joints(LeRobotDataset dataset, string key) =>
        dataset.Schema.Features.FirstOrDefault(f => f.Key == key) is { IsNumber: true, Size: RobotModel.Dof } feature
            ? feature
            : throw new DatasetException($"{dataset.Folder} has no {key} of {RobotModel.Dof} numbers; DexGraspVLA's stores need it.");

    private static Feature? Video(LeRobotDataset dataset, string camera) => dataset.Schema.VideoFeatures.FirstOrDefault(f => f.Key == FeatureKeys.Images(camera));

    private static ZarrArrayWriter Numbers(string target, string key, Feature feature) => new(
        Path.Combine(target, key), feature.Type == FeatureType.Float64 ? ZarrType.Float64 : ZarrType.Float32, [feature.Size], [NumbersPerChunk, feature.Size]);

    // One picture per chunk: trainers read single frames in random order.
    private static ZarrArrayWriter? Pictures(string target, string key, Feature? video, int channels) => video is null
        ? null
        : new(Path.Combine(target, key), ZarrType.UInt8, [video.Shape[0], video.Shape[1], channels], [1, video.Shape[0], video.Shape[1], channels]);
}
