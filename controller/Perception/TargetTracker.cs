using DexGrasp.Controller.Skills;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Keeps the target's mask from picture to picture: the mask is where its remembered points are seen; where they are gone the whole
/// picture is searched. Mask and picture are always of the same frame. One thread at a time.
/// </summary>
/// <param name="context">Robot and work cell.</param>
internal sealed class TargetTracker(RobotContext context) : ITargetTracker
{
    private readonly TargetMemory _memory = new(context);

    /// <inheritdoc/>
    public Mask? Mask { get; private set; }

    /// <inheritdoc/>
    public TargetSight Sight { get; private set; } = TargetSight.Lost;

    /// <inheritdoc/>
    public string? Begin(Observation observation, BoundingBox box)
    {
        if (context.Head(observation) is not { } picture)
            return RobotContext.NoHeadDepth;
        if (TargetSegmenter.Segment(picture, box) is not { } mask || !_memory.TryBegin(observation, picture, mask, TargetPoints.Of(picture, mask)))
            return $"nothing stands above the table in the box ({box.Left}, {box.Top})-({box.Right}, {box.Bottom}) px";
        (Mask, Sight) = (mask, TargetSight.Seen);
        return null;
    }

    /// <inheritdoc/>
    public void Update(Observation observation)
    {
        TargetEvidence evidence = _memory.Look(observation, out _);
        (Mask, Sight) = (evidence.Mask, _memory.Judge(evidence));
        if (Sight != TargetSight.Lost)
            return;
        if (_memory.Search(observation) is var (picture, mask) && _memory.TryRenew(TargetPoints.Of(picture, mask)))
            (Mask, Sight) = (mask, TargetSight.Seen);
        else
            Sight = TargetMemory.WithoutTrace(evidence);
    }
}
