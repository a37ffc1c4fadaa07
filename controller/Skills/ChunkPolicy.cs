using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>From an observation and the target's mask to a chunk. Remembers the target's track and the chunk in play. One thread at a time.</summary>
internal sealed class ChunkPolicy(RobotContext context, PolicyModel model, LearnedControllerOptions options)
{
    private readonly FlowSampler _sampler = new(options.Seed);
    private readonly ChunkGuide _guide = new();
    private readonly PolicySight _sight = new(context.Robot, context.Cell);
    private readonly ChunkCode _code = new(context.Robot);
    private readonly ObstacleGrid _obstacles = new();
    private readonly float[] _numbers = new float[PolicyLayout.ChunkSize];
    private ActionChunk? _previous;

    /// <summary>Gets or sets the time from an observation until its chunk is in play.</summary>
    public TimeSpan InferenceDelay { get; set; }

    /// <summary>Gets where the target is.</summary>
    public TargetBounds Target => _sight.Target;

    /// <summary>Forgets target and chunk.</summary>
    public void Begin()
    {
        _sight.Begin();
        _obstacles.Clear();
        _previous = null;
    }

    /// <summary>Takes the target out of a picture.</summary>
    /// <returns>False while it was never measured.</returns>
    public bool Track(Observation observation, Mask? mask)
    {
        bool known = _sight.Track(observation, mask);
        if (options.KeepsClear && known)
            Look(observation, mask);
        return known;
    }

    /// <summary>Works out the next chunk; <see cref="Track"/> must have taken the same observation.</summary>
    /// <returns>Null when the policy's numbers are not finite.</returns>
    public ActionChunk? Next(Observation observation, Mask? mask)
    {
        _sight.Write(observation, options.ShowsMask ? mask : null, model.Head, model.Wrist, model.State);
        RobotState state = observation.State;
        ReadOnlySpan<double> command = PolicySight.Command(state).Span;
        model.Encode();
        PolicyNormalizer normalizer = model.Folder.Normalizer;
        if (_previous is null)
            _guide.Clear();
        else
            _guide.Follow(_previous, state.At, InferenceDelay, options.GuidedSteps, _code, normalizer, command);
        _sampler.Sample(model, options.FlowSteps ?? model.Folder.Card.FlowSteps, _guide, _numbers);
        normalizer.Restore(_numbers);
        if (options.KeepsClear && Array.TrueForAll(_numbers, float.IsFinite))
            ApproachClearance.Apply(_numbers, context.Kinematics.WorldFromTool(command).Translation, Target, _obstacles);
        if (_code.Decode(_numbers, command, _guide.CommittedRad) is not { } targets)
            return _previous = null;
        ContactLeash.Apply(targets, state, command, _previous);
        return _previous = new ActionChunk(targets, state.At);
    }

    private void Look(Observation observation, Mask? mask)
    {
        ReadOnlySpan<double> joints = observation.HeadState.PositionsRad.Span;
        (Vector3d centre, Vector3d half) = (Target.Centre, Target.HalfExtents);
        _obstacles.Update(
            observation.Head, context.WorldFromHead(observation), new RobotBody(context.Robot, context.Kinematics, joints, RobotContext.HeadBodyMarginM),
            context.Kinematics.WorldFromTool(joints).Translation, mask, centre - half, centre + half);
    }
}
