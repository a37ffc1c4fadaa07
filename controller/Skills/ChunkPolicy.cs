using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>From an observation and the target's mask to a chunk. Remembers the target's track and the chunk in play. One thread at a time.</summary>
internal sealed class ChunkPolicy(RobotContext context, PolicyModel model, LearnedControllerOptions options)
{
    private readonly FlowSampler _sampler = new(options.Seed);
    private readonly ChunkGuide _guide = new();
    private readonly ReducedPicture _head = new(PolicyLayout.HeadSize, PolicyLayout.HeadSize, PolicyLayout.HeadFactor);
    private readonly ReducedPicture _wrist = new(PolicyLayout.WristWidth, PolicyLayout.WristHeight, PolicyLayout.WristFactor);
    private readonly float[] _numbers = new float[PolicyLayout.ChunkSize];
    private TargetTrack _track = new();
    private ActionChunk? _previous;

    /// <summary>Gets or sets the time from an observation until its chunk is in play.</summary>
    public TimeSpan InferenceDelay { get; set; }

    /// <summary>Gets where the target is.</summary>
    public TargetBounds Target => _track.Bounds;

    /// <summary>Forgets target and chunk.</summary>
    public void Begin() => (_track, _previous) = (new TargetTrack(), null);

    /// <summary>Takes the target out of a picture.</summary>
    /// <returns>False while it was never measured.</returns>
    public bool Track(Observation observation, Mask? mask)
    {
        _track.Update(observation.Head, mask, PoseOf(observation.Head, observation.HeadState));
        return _track.HasTarget;
    }

    /// <summary>Works out the next chunk; <see cref="Track"/> must have taken the same observation.</summary>
    /// <returns>Null when the policy's numbers are not finite.</returns>
    public ActionChunk? Next(Observation observation, Mask? mask)
    {
        See(observation, mask);
        RobotState state = observation.State;
        ReadOnlySpan<double> command = Command(state);
        model.Encode();
        PolicyNormalizer normalizer = model.Folder.Normalizer;
        if (_previous is null)
            _guide.Clear();
        else
            _guide.Follow(_previous, state.At, InferenceDelay, options.GuidedSteps, normalizer, command);
        _sampler.Sample(model, options.FlowSteps ?? model.Folder.Card.FlowSteps, _guide, _numbers);
        return _previous = ChunkLimits.Decode(context.Robot, normalizer, _numbers, command) is { } targets ? new ActionChunk(targets, state.At) : null;
    }

    // Before the first command the arm is commanded to be where it is.
    private static ReadOnlySpan<double> Command(RobotState state) =>
        state.CommandedRad.Length == RobotModel.Dof ? state.CommandedRad.Span : state.PositionsRad.Span;

    private RigidTransform PoseOf(CameraFrame frame, RobotState state) =>
        frame.Calibration.WorldFromCamera(context.Kinematics, state.PositionsRad.Span);

    private void See(Observation observation, Mask? mask)
    {
        (CameraFrame head, CameraFrame wrist) = (observation.Head, observation.Wrist);
        RigidTransform worldFromHead = PoseOf(head, observation.HeadState);
        (int left, int top) = _track.Window(head.Calibration, worldFromHead, PolicyLayout.HeadSize);
        _head.Take(head, mask, left, top);
        _wrist.Take(wrist, null, Middle(wrist.Rgb.Width, PolicyLayout.WristWidth), Middle(wrist.Rgb.Height, PolicyLayout.WristHeight));
        PolicyView.WriteHead(_head, head.Calibration.Intrinsics, worldFromHead, Target.Centre, model.Head);
        PolicyView.WriteWrist(
            _wrist, wrist.Calibration.Intrinsics, PoseOf(wrist, observation.WristState),
            context.Kinematics.WorldFromTool(observation.WristState.PositionsRad.Span), Target.Centre, model.Wrist);
        RobotState state = observation.State;
        if (state.CommandedRad.Length != RobotModel.Dof)
            state = state with { CommandedRad = state.PositionsRad };
        PolicyState.Write(context.Robot, context.Cell, state, context.Kinematics.WorldFromTool(state.PositionsRad.Span), Target, model.State);
    }

    private static int Middle(int pixels, int size) => ((pixels / PolicyLayout.WristFactor) - size) / 2;
}
