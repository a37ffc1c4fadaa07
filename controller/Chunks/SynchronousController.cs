using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Chunks;

/// <summary>
/// Plays chunks as research code does, to compare with: the robot holds still while a chunk is computed, which then plays from its
/// first step, as far as the controller asks for, and nothing ties it to the one before. Where chunks overlap
/// (<see cref="OverlappedInference"/>), the one before goes on meanwhile.
/// </summary>
/// <remarks>For a link that takes a chunk into force at once: the chunk's time says already when it was ready.</remarks>
public sealed class SynchronousController : IGraspController
{
    private readonly IGraspController _inner;
    private readonly TimeSpan _delay;

    /// <summary>Wraps a controller.</summary>
    /// <param name="inner">Plans the motion; stays the caller's. An <see cref="IDelayAware"/> is told that nothing is played while it thinks.</param>
    /// <param name="inferenceDelay">How long the robot holds still before each chunk. Range: 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public SynchronousController(IGraspController inner, TimeSpan inferenceDelay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inferenceDelay, TimeSpan.Zero);
        (_inner, _delay) = (inner, inferenceDelay);
        if (inner is IDelayAware aware)
            aware.InferenceDelay = TimeSpan.Zero;
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public void BeginGrasp(GraspGoal goal, Observation observation) => _inner.BeginGrasp(goal, observation);

    /// <inheritdoc/>
    public void BeginPlace(Vector3d dropPointInWorld, Observation observation) => _inner.BeginPlace(dropPointInWorld, observation);

    /// <inheritdoc/>
    public void BeginHome(Observation observation) => _inner.BeginHome(observation);

    /// <inheritdoc/>
    public ControllerStep Act(Observation observation)
    {
        ControllerStep step = _inner.Act(observation);
        int played = Math.Clamp((int)Math.Ceiling(step.ObserveAgainAfter.TotalSeconds / ActionChunk.PeriodS), 1, step.Chunk.Steps);
        double[] targets = step.Chunk.PositionsRad.ToArray();
        for (int k = played; k < step.Chunk.Steps; k++)
            step.Chunk.Step(played - 1).CopyTo(targets.AsSpan(k * RobotModel.Dof));
        return step with { Chunk = new ActionChunk(targets, step.Chunk.ObservedAt + _delay), ObserveAgainAfter = step.ObserveAgainAfter + _delay };
    }
}
