using DexGrasp.Core.Environments;

namespace DexGrasp.Learning.Rl.Imitation;

/// <summary>What was seen and what the expert would have done there; once full, the oldest is replaced.</summary>
/// <param name="capacity">Rows. Range: at least 1.</param>
/// <param name="observationSize">O.</param>
/// <param name="actionSize">A.</param>
internal sealed class ShownActions(int capacity, int observationSize, int actionSize)
{
    private readonly float[] _observations = new float[(long)capacity * observationSize], _actions = new float[(long)capacity * actionSize];
    private int _next;

    /// <summary>Gets the rows held.</summary>
    public int Count { get; private set; }

    /// <summary>Takes a row.</summary>
    /// <param name="observation">As the task writes it. Shape: [O].</param>
    /// <param name="action">The expert's. Shape: [A].</param>
    public void Add(ReadOnlySpan<float> observation, ReadOnlySpan<float> action)
    {
        observation.CopyTo(_observations.AsSpan(_next * observationSize, observationSize));
        action.CopyTo(_actions.AsSpan(_next * actionSize, actionSize));
        _next = (_next + 1) % capacity;
        Count = Math.Min(capacity, Count + 1);
    }

    /// <summary>Draws rows with replacement.</summary>
    /// <param name="random">Decides which.</param>
    /// <param name="observations">Shape: [any x O].</param>
    /// <param name="actions">Shape: [any x A].</param>
    public void Draw(ref EpisodeRandom random, Span<float> observations, Span<float> actions)
    {
        for (int k = 0; k < actions.Length / actionSize; k++)
        {
            int row = random.Next(Count);
            _observations.AsSpan(row * observationSize, observationSize).CopyTo(observations[(k * observationSize)..]);
            _actions.AsSpan(row * actionSize, actionSize).CopyTo(actions[(k * actionSize)..]);
        }
    }
}
