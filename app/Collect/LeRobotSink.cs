using DexGrasp.Data.Demonstrations;
using System.Globalization;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Data.LeRobot;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.App.Collect;

/// <summary>
/// Writes demonstrations into a LeRobot dataset. An episode is gathered in memory and written whole when it is worth keeping, so that
/// recorders on several threads can share one writer.
/// </summary>
/// <param name="writer">Shared; used under <paramref name="turn"/>.</param>
/// <param name="turn">One writes at a time.</param>
internal sealed class LeRobotSink(LeRobotWriter writer, Lock turn) : IDemonstrationSink
{
    private static readonly int StepsPerFrame = (int)Math.Round(DemonstrationRecorder.FramePeriod.TotalSeconds / ActionChunk.PeriodS);
    private readonly List<DemonstrationFrame> _frames = [];
    private DemonstrationStart? _start;

    /// <inheritdoc/>
    public void BeginEpisode(DemonstrationStart start)
    {
        _start = start;
        _frames.Clear();
    }

    /// <inheritdoc/>
    public void Frame(DemonstrationFrame frame) => _frames.Add(frame);

    /// <inheritdoc/>
    public void EndEpisode(DemonstrationSummary summary)
    {
        if (summary.Kept)
            lock (turn)
                WriteAsync(summary).GetAwaiter().GetResult();
        _frames.Clear();
    }

    private static DatasetFrame Convert(DemonstrationFrame frame)
    {
        Observation o = frame.Observation;
        var made = new DatasetFrame();
        made.Numbers[FeatureKeys.State] = o.State.PositionsRad;
        // The clean answer for the time of the next frame, whatever a disturbance made the robot do.
        made.Numbers[FeatureKeys.Action] = frame.Label.Step(StepsPerFrame - 1).ToArray();
        made.Numbers[DemonstrationSchema.Command] = o.State.CommandedRad;
        made.Numbers[DemonstrationSchema.Effort] = o.State.EffortsNm;
        made.Numbers[DemonstrationSchema.Chunk] = frame.Label.PositionsRad.ToArray();
        made.Numbers[DemonstrationSchema.ChunkIsValid] = Number(frame.LabelIsValid ? 1 : 0);
        made.Numbers[DemonstrationSchema.Phase] = Number((int)frame.Phase);
        made.Numbers[DemonstrationSchema.Driver] = Number((int)frame.Driver);
        made.Numbers[DemonstrationSchema.TargetPose] = Pose(frame.Truth.WorldFromTarget);
        made.Numbers[DemonstrationSchema.Grip] = frame.Truth.WorldFromGrip is { } grip ? [frame.Truth.GripWidthM, .. Pose(grip)] : Enumerable.Repeat(0.0, 8).ToArray();
        made.Numbers[DemonstrationSchema.Touch] = (double[])[frame.Truth.ThumbTouches ? 1 : 0, frame.Truth.FingersTouch ? 1 : 0, frame.Truth.PalmTouches ? 1 : 0];
        Add(made, o.Head, frame.HeadMask);
        Add(made, o.Wrist, frame.WristMask);
        return made;
    }

    private static void Add(DatasetFrame made, CameraFrame frame, Mask mask)
    {
        CameraIntrinsics i = frame.Calibration.Intrinsics;
        made.Numbers[DemonstrationSchema.Calibration(frame.Camera)] =
            (double[])[i.Width, i.Height, i.FocalX, i.FocalY, i.CenterX, i.CenterY, .. Pose(frame.Calibration.MountFromCamera)];
        made.Pictures[FeatureKeys.Images(frame.Camera)] = frame.Rgb;
        made.Masks[FeatureKeys.Masks(frame.Camera)] = mask;
        if (frame.Depth is { } depth)
            made.Depths[FeatureKeys.Depth(frame.Camera)] = depth;
    }

    private static double[] Number(int value) => [value];

    private static double[] Pose(RigidTransform t)
    {
        (double w, double x, double y, double z) = t.Rotation.ToWxyz();
        return [t.Translation.X, t.Translation.Y, t.Translation.Z, w, x, y, z];
    }

    private async Task WriteAsync(DemonstrationSummary summary)
    {
        await using EpisodeWriter episode = await writer.BeginEpisodeAsync("grasp the object of the mask", CancellationToken.None).ConfigureAwait(false);
        foreach (DemonstrationFrame frame in _frames)
            await episode.AddAsync(Convert(frame), CancellationToken.None).ConfigureAwait(false);
        var notes = new Dictionary<string, string>
        {
            ["seed"] = summary.Seed.ToString(CultureInfo.InvariantCulture),
            ["outcome"] = summary.Outcome.ToString(),
            ["target"] = _start!.Objects[_start.Target].Name,
            ["attempts"] = summary.Attempts.ToString(CultureInfo.InvariantCulture),
        };
        await episode.SaveAsync(notes, CancellationToken.None).ConfigureAwait(false);
    }
}
