using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// How far a new chunk has to follow the one in play (after real-time chunking, Black et al., arXiv 2506.07339): the steps that
/// will have been executed before the new chunk arrives are frozen, those after them are drawn to the old ones with falling
/// weight, the rest is free. Buffers are reused; one thread at a time.
/// </summary>
public sealed class ChunkGuide
{
    private readonly float[] _values = new float[PolicyLayout.ChunkSize];
    private readonly double[] _targets = new double[PolicyLayout.ChunkSize];
    private readonly float[] _weights = new float[ActionChunk.Horizon];
    private int _frozen;

    /// <summary>Gets the old chunk as the policy's numbers, at the new chunk's times. Shape: [64 x 13].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Gets how much of each step is the old chunk's. Shape: [64]. Range: 0 (free) to 1 (frozen).</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Gets the joint targets of the frozen steps. Shape: [frozen steps x 13]. Unit: rad.</summary>
    public ReadOnlySpan<double> CommittedRad => _targets.AsSpan(0, _frozen * RobotModel.Dof);

    /// <summary>Leaves every step free.</summary>
    public void Clear()
    {
        Array.Clear(_weights);
        _frozen = 0;
    }

    /// <summary>Follows a chunk.</summary>
    /// <param name="previous">The chunk in play.</param>
    /// <param name="observedAt">Capture time of the new chunk's observation.</param>
    /// <param name="committedFor">From the observation until the new chunk is in play. Range: 0 or more.</param>
    /// <param name="guidedSteps">How many steps after the frozen ones are drawn to the old chunk.</param>
    /// <param name="code">Of the robot.</param>
    /// <param name="normalizer">Of the policy.</param>
    /// <param name="commandRad">Command in force at the new observation. Shape: [13]. Unit: rad.</param>
    public void Follow(ActionChunk previous, TimeSpan observedAt, TimeSpan committedFor, int guidedSteps, ChunkCode code, PolicyNormalizer normalizer, ReadOnlySpan<double> commandRad)
    {
        Clear();
        // Step k of the new chunk is due when step k + passed of the old one is.
        double passed = Math.Max(0, (observedAt - previous.ObservedAt).TotalSeconds / ActionChunk.PeriodS);
        int frozen = (int)Math.Ceiling((committedFor.TotalSeconds / ActionChunk.PeriodS) - 1e-6);
        int steps = 0;
        for (; steps < Math.Min(frozen + guidedSteps, ActionChunk.Horizon); steps++)
        {
            double at = steps + passed;
            if (at > previous.Steps - 1)
                break;
            _weights[steps] = steps < frozen ? 1 : Falling(steps - frozen, guidedSteps);
            int low = (int)at, high = Math.Min(low + 1, previous.Steps - 1);
            for (int joint = 0; joint < RobotModel.Dof; joint++)
                _targets[(steps * RobotModel.Dof) + joint] = previous.Step(low)[joint] + ((at - low) * (previous.Step(high)[joint] - previous.Step(low)[joint]));
        }

        _frozen = Math.Min(frozen, steps);
        int count = steps * RobotModel.Dof;
        code.Encode(_targets.AsSpan(0, count), commandRad, _values.AsSpan(0, count));
        for (int i = 0; i < count; i++)
            _values[i] = normalizer.Normalize(i, _values[i]);
    }

    private static float Falling(int step, int steps)
    {
        float left = 1 - ((step + 1f) / (steps + 1));
        return left * left;
    }
}
