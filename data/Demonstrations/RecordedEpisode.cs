using System.Runtime.CompilerServices;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Data.Video;

namespace DexGrasp.Data.Demonstrations;

/// <summary>Reads an episode of a dataset of dexgrasp collect as the observations that it was recorded from.</summary>
public static class RecordedEpisode
{
    private static readonly string[] Needed =
    [
        FeatureKeys.State, DemonstrationSchema.Command, DemonstrationSchema.Effort, DemonstrationSchema.Calibration("head"), DemonstrationSchema.Calibration("wrist"),
        DemonstrationSchema.Chunk, DemonstrationSchema.ChunkIsValid,
    ];

    /// <summary>Reads the frames whose label is valid, in order.</summary>
    /// <param name="folder">The dataset.</param>
    /// <param name="episode">Range: 0 and up.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="DatasetException">The dataset cannot be read, has no such episode, or was not recorded by dexgrasp collect.</exception>
    public static async IAsyncEnumerable<RecordedFrame> ReadAsync(string folder, int episode, [EnumeratorCancellation] CancellationToken stop)
    {
        LeRobotDataset dataset = await LeRobotDataset.OpenAsync(folder, stop).ConfigureAwait(false);
        if (episode >= dataset.Episodes.Count)
            throw new DatasetException($"{folder} has {dataset.Episodes.Count} episodes, the first is 0; {episode} was asked for.");
        EpisodeNumbers numbers = await dataset.ReadNumbersAsync(episode, stop);
        if (Needed.FirstOrDefault(key => !numbers.Keys.Contains(key)) is { } missing)
            throw new DatasetException($"{folder} has no feature {missing}; only datasets of dexgrasp collect have all that a policy needs.");
        using VideoFrames head = dataset.OpenVideo(episode, FeatureKeys.Images("head")), wrist = dataset.OpenVideo(episode, FeatureKeys.Images("wrist"));
        await using IAsyncEnumerator<Mask> masks = dataset.ReadMasksAsync(episode, FeatureKeys.Masks("head"), stop).GetAsyncEnumerator(stop);
        await using IAsyncEnumerator<DepthImage> headDepth = dataset.ReadDepthAsync(episode, FeatureKeys.Depth("head"), stop).GetAsyncEnumerator(stop);
        await using IAsyncEnumerator<DepthImage> wristDepth = dataset.ReadDepthAsync(episode, FeatureKeys.Depth("wrist"), stop).GetAsyncEnumerator(stop);
        for (int i = 0; i < numbers.Frames; i++)
        {
            RobotState state = State(numbers, i, TimeSpan.FromSeconds((double)i / dataset.Schema.Fps));
            CameraFrame headFrame = await FrameAsync("head", head, headDepth, numbers, i, state.At, stop);
            CameraFrame wristFrame = await FrameAsync("wrist", wrist, wristDepth, numbers, i, state.At, stop);
            if (!await masks.MoveNextAsync())
                throw new DatasetException($"{folder}: episode {episode} has no mask for frame {i}.");
            if (numbers.Row(DemonstrationSchema.ChunkIsValid, i)[0] != 0)
                yield return new RecordedFrame(new Observation(state, headFrame, wristFrame, state, state), masks.Current, numbers.Row(DemonstrationSchema.Chunk, i).ToArray(), Truth(numbers, i));
        }
    }

    private static RecordedTruth? Truth(EpisodeNumbers numbers, int i)
    {
        if (!numbers.Keys.Contains(DemonstrationSchema.Touch))
            return null;
        ReadOnlySpan<double> grip = numbers.Row(DemonstrationSchema.Grip, i), touch = numbers.Row(DemonstrationSchema.Touch, i);
        return new RecordedTruth(
            (int)numbers.Row(DemonstrationSchema.Phase, i)[0], Pose(numbers.Row(DemonstrationSchema.TargetPose, i)), grip[0] > 0 ? Pose(grip[1..]) : null, grip[0],
            touch[0] != 0, touch[1] != 0, touch[2] != 0);
    }

    private static RigidTransform Pose(ReadOnlySpan<double> row) => new(Rotation.FromWxyz(row[3], row[4], row[5], row[6]), new Vector3d(row[0], row[1], row[2]));

    private static RobotState State(EpisodeNumbers numbers, int i, TimeSpan at) => new(
        i, at, numbers.Row(FeatureKeys.State, i).ToArray(), new double[RobotModel.Dof], numbers.Row(DemonstrationSchema.Effort, i).ToArray(),
        numbers.Row(DemonstrationSchema.Command, i).ToArray(), GateMode.Running, Guid.Empty, i);

    private static async Task<CameraFrame> FrameAsync(
        string camera, VideoFrames video, IAsyncEnumerator<DepthImage> depths, EpisodeNumbers numbers, int i, TimeSpan at, CancellationToken stop)
    {
        byte[] rgb = new byte[video.FrameBytes];
        if (!await video.ReadAsync(rgb, stop) || !await depths.MoveNextAsync())
            throw new DatasetException($"The {camera} camera has no picture for frame {i}.");
        return new CameraFrame(camera, i, at, new ImageRgb(video.Width, video.Height, rgb), depths.Current, Calibration(camera, numbers.Row(DemonstrationSchema.Calibration(camera), i)));
    }

    private static CameraCalibration Calibration(string camera, ReadOnlySpan<double> row) => Workcell.Reference.Camera(camera).Calibration() with
    {
        Intrinsics = new CameraIntrinsics((int)row[0], (int)row[1], row[2], row[3], row[4], row[5]),
        MountFromCamera = Pose(row[6..]),
    };
}
