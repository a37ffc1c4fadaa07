using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>A tracker that finds nothing in some pictures: a fault that a controller has to get over. The tracker behind it does not see those.</summary>
/// <param name="tracker">Looks at the others.</param>
/// <param name="loses">Says by its capture time whether nothing is to be found in a picture.</param>
internal sealed class DropoutTracker(ITargetTracker tracker, Func<TimeSpan, bool> loses) : ITargetTracker
{
    private Mask? _nothing;

    /// <inheritdoc/>
    public Mask? Mask => _nothing ?? tracker.Mask;

    /// <inheritdoc/>
    public TargetSight Sight => _nothing is null ? tracker.Sight : TargetSight.Lost;

    /// <inheritdoc/>
    public string? Begin(Observation observation, BoundingBox box) => tracker.Begin(observation, box);

    /// <inheritdoc/>
    public void Update(Observation observation)
    {
        _nothing = loses(observation.Head.CapturedAt) ? Mask.Empty(observation.Head.Rgb.Width, observation.Head.Rgb.Height) : null;
        if (_nothing is null)
            tracker.Update(observation);
    }
}
