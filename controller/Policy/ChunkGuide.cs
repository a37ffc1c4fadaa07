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
    private readonly float[] _weights = new float[ActionChunk.Horizon];

    /// <summary>Gets the old chunk as the policy's numbers, at the new chunk's times. Shape: [64 x 13].</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <summary>Gets how much of each step is the old chunk's. Shape: [64]. Range: 0 (free) to 1 (frozen).</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>Leaves every step free.</summary>
    public void Clear() => Array.Clear(_weights);

    /// <summary>Follows a chunk.</summary>
    /// <param name="previous">The chunk in play.</param>
    /// <param name="observedAt">Capture time of the new chunk's observation.</param>
    /// <param name="committedFor">From the observation until the new chunk is in play. Range: 0 or more.</param>
    /// <param name="guidedSteps">How many steps after the frozen ones are drawn to the old chunk.</param>
    /// <param name="normalizer">Of the policy.</param>
    /// <param name="commandRad">Command in force at the new observation. Shape: [13]. Unit: rad.</param>
    public void Follow(ActionChunk previous, TimeSpan observedAt, TimeSpan committedFor, int guidedSteps, PolicyNormalizer normalizer, ReadOnlySpan<double> commandRad)
    {
        Clear();
        // Step k of the new chunk is due when step k + passed of the old one is.
        double passed = (observedAt - previous.ObservedAt).TotalSeconds / ActionChunk.PeriodS;
        int frozen = (int)Math.Ceiling((committedFor.TotalSeconds / ActionChunk.PeriodS) - 1e-6);
        for (int step = 0; step < Math.Min(frozen + guidedSteps, ActionChunk.Horizon); step++)
        {
            double at = step + passed;
            if (at < 0 || at > previous.Steps - 1)
                continue;
            _weights[step] = step < frozen ? 1 : Falling(step - frozen, guidedSteps);
            int low = Math.Min((int)at, previous.Steps - 1), high = Math.Min(low + 1, previous.Steps - 1);
            double part = at - low;
            for (int joint = 0; joint < RobotModel.Dof; joint++)
            {
                int index = (step * RobotModel.Dof) + joint;
                double target = (previous.Step(low)[joint] * (1 - part)) + (previous.Step(high)[joint] * part);
                _values[index] = normalizer.Encode(index, target, commandRad);
            }
        }
    }

    private static float Falling(int step, int steps)
    {
        float left = 1 - ((step + 1f) / (steps + 1));
        return left * left;
    }
}
