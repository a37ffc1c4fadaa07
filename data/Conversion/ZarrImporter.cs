using DexGrasp.Core.Robots;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Sidecars;
using DexGrasp.Data.Zarr;

namespace DexGrasp.Data.Conversion;

/// <summary>Converts a DexGraspVLA zarr store to a LeRobotDataset v3.0. Numbers and masks stay exact; pictures go through H.264.</summary>
public static class ZarrImporter
{
    private const string Head = "head";
    private const string Wrist = "wrist";
    private const string StandardTask = "grasp the target object";

    /// <summary>Returns whether a folder is a zarr store with episodes.</summary>
    public static bool Recognizes(string folder) => ZarrGroup.Exists(folder) || Directory.Exists(Path.Combine(folder, GraspZarrKeys.Ends));

    /// <summary>Converts.</summary>
    /// <param name="source">Folder of the store.</param>
    /// <param name="target">Folder of the dataset; empty or not there yet.</param>
    /// <param name="options">What the store does not say about itself.</param>
    /// <param name="progress">Told the number of episodes that are done and of all; null = nobody.</param>
    /// <param name="cancellationToken">Cancels; nothing stays.</param>
    /// <exception cref="DatasetException">The store is not of this form or damaged, or the target cannot be written.</exception>
    public static async Task<ConversionResult> ConvertAsync(
        string source, string target, ZarrImportOptions options, Action<int, int>? progress, CancellationToken cancellationToken)
    {
        ZarrArray action = ZarrArray.Open(Path.Combine(source, GraspZarrKeys.Action)), state = ZarrArray.Open(Path.Combine(source, GraspZarrKeys.State));
        ZarrArray? head = Optional(source, GraspZarrKeys.Head, 4), wrist = Optional(source, GraspZarrKeys.Wrist, 3);
        int[] ends = ReadEnds(source, action.Shape[0]);
        RequireRows(GraspZarrKeys.State, state, action.Shape[0]);
        RequireJoints(GraspZarrKeys.Action, action);
        RequireJoints(GraspZarrKeys.State, state);
        if (head is not null)
            RequireRows(GraspZarrKeys.Head, head, action.Shape[0]);
        if (wrist is not null)
            RequireRows(GraspZarrKeys.Wrist, wrist, action.Shape[0]);

        ZarrAttributes known = ZarrAttributes.Read(source);
        if (options.Fps is { } rate)
            known = known with { Fps = rate };
        if (options.RobotType is { } robot)
            known = known with { RobotType = robot };
        if (known.JointNames.Count != RobotModel.Dof)
            throw new DatasetException($"{source} has attributes with {known.JointNames.Count} joint names; {RobotModel.Dof} are needed.");
        byte maskValue = head is null ? (byte)1 : FindMaskValue(head);
        return await WholeFolder.WriteAsync(target, async folder =>
        {
            LeRobotWriter writer = LeRobotWriter.Create(folder, SchemaOf(known, action, state, head, wrist), new Dictionary<string, string>
            {
                ["converted_from"] = "zarr v2 (DexGraspVLA)",
                ["units"] = known.Units,
                [GraspZarrKeys.MaskValue] = $"{maskValue}",
            });
            await using (writer.ConfigureAwait(false))
            {
                for (int i = 0; i < ends.Length; i++)
                {
                    string task = options.Task ?? (i < known.Tasks.Count ? known.Tasks[i] : StandardTask);
                    EpisodeWriter episode = await writer.BeginEpisodeAsync(task, cancellationToken).ConfigureAwait(false);
                    await using (episode.ConfigureAwait(false))
                    {
                        for (int row = i == 0 ? 0 : ends[i - 1]; row < ends[i]; row++)
                            await episode.AddAsync(FrameOf(row, action, state, head, wrist), cancellationToken).ConfigureAwait(false);
                        await episode.SaveAsync(null, cancellationToken).ConfigureAwait(false);
                    }

                    progress?.Invoke(i + 1, ends.Length);
                }

                string[] changed = head is null && wrist is null ? [] : ["pictures are compressed by H.264 and no longer bit-equal; masks and numbers are"];
                return new ConversionResult("zarr v2", $"LeRobotDataset {DatasetLayout.Version}", writer.Episodes, writer.Frames, changed);
            }
        }).ConfigureAwait(false);
    }

    private static DatasetSchema SchemaOf(ZarrAttributes known, ZarrArray action, ZarrArray state, ZarrArray? head, ZarrArray? wrist)
    {
        List<Feature> features =
        [
            Feature.Number(FeatureKeys.State, TypeOf(state), known.JointNames),
            Feature.Number(FeatureKeys.Action, TypeOf(action), known.JointNames),
        ];
        if (head is not null)
            features.Add(Feature.Pictures(FeatureKeys.Images(Head), head.Shape[2], head.Shape[1]));
        if (wrist is not null)
            features.Add(Feature.Pictures(FeatureKeys.Images(Wrist), wrist.Shape[2], wrist.Shape[1]));
        return new DatasetSchema(
            known.Fps, known.RobotType, features,
            head is null ? [] : [new Sidecar(FeatureKeys.Masks(Head), SidecarKind.Mask, head.Shape[2], head.Shape[1])]);
    }

    private static DatasetFrame FrameOf(int row, ZarrArray action, ZarrArray state, ZarrArray? head, ZarrArray? wrist)
    {
        var frame = new DatasetFrame { Numbers = { [FeatureKeys.State] = state.ReadNumbers(row), [FeatureKeys.Action] = action.ReadNumbers(row) } };
        if (head is not null)
        {
            ReadOnlySpan<byte> pixels = head.ReadRow(row);
            frame.Pictures[FeatureKeys.Images(Head)] = PictureLayout.ToRgb(pixels, head.Shape[2], head.Shape[1]);
            frame.Masks[FeatureKeys.Masks(Head)] = PictureLayout.ToMask(pixels, head.Shape[2], head.Shape[1]);
        }

        if (wrist is not null)
            frame.Pictures[FeatureKeys.Images(Wrist)] = PictureLayout.ToRgb(wrist.ReadRow(row), wrist.Shape[2], wrist.Shape[1]);
        return frame;
    }

    private static ZarrArray? Optional(string source, string key, int channels)
    {
        string folder = Path.Combine(source, key);
        if (!Directory.Exists(folder))
            return null;
        ZarrArray array = ZarrArray.Open(folder);
        return array.Shape.Count == 4 && array.Shape[3] == channels && array.Type == ZarrType.UInt8
            ? array
            : throw new DatasetException($"{folder} has the shape ({string.Join(", ", array.Shape)}) of {array.Type}; (frames, height, width, {channels}) of {ZarrType.UInt8} is needed.");
    }

    private static int[] ReadEnds(string source, int frames)
    {
        string folder = Path.Combine(source, GraspZarrKeys.Ends);
        ZarrArray array = ZarrArray.Open(folder);
        int[] ends = [.. Enumerable.Range(0, array.Shape.Count == 1 ? array.Shape[0] : throw new DatasetException($"{folder} has {array.Shape.Count} dimensions; one is needed.")).Select(i => (int)array.ReadNumbers(i)[0])];
        if (ends.Length == 0)
            throw new DatasetException($"{folder} is empty; there is no episode to convert.");
        for (int i = 0; i < ends.Length; i++)
            if (ends[i] <= (i == 0 ? 0 : ends[i - 1]))
                throw new DatasetException($"{folder}: episode {i} ends at frame {ends[i]}, not after its start {(i == 0 ? 0 : ends[i - 1])}; ends must rise.");
        return ends[^1] == frames ? ends : throw new DatasetException($"{folder}: the last episode ends at frame {ends[^1]}; {GraspZarrKeys.Action} has {frames} frames. The store is damaged or still being written.");
    }

    private static void RequireRows(string key, ZarrArray array, int rows)
    {
        if (array.Shape[0] != rows)
            throw new DatasetException($"{key} has {array.Shape[0]} frames; {GraspZarrKeys.Action} has {rows}.");
    }

    private static void RequireJoints(string key, ZarrArray array)
    {
        if (array.Shape.Count != 2 || array.Shape[1] != RobotModel.Dof)
            throw new DatasetException($"{key} has the shape ({string.Join(", ", array.Shape)}); (frames, {RobotModel.Dof}) is needed.");
    }

    private static FeatureType TypeOf(ZarrArray array) => array.Type == ZarrType.Float64 ? FeatureType.Float64 : FeatureType.Float32;

    // Some stores mark the target by 1, others by 255; the first mask that marks anything tells.
    private static byte FindMaskValue(ZarrArray head)
    {
        for (int row = 0; row < head.Shape[0]; row++)
        {
            ReadOnlySpan<byte> pixels = head.ReadRow(row);
            for (int i = 3; i < pixels.Length; i += 4)
                if (pixels[i] != 0)
                    return pixels[i];
        }

        return 1;
    }
}
