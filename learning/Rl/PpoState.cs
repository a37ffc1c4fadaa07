using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>
/// Everything that decides how a run goes on, beside the environments, which begin anew at every checkpoint. There is no random
/// generator in it: all seeds follow from the run's seed and the iteration.
/// </summary>
internal sealed class PpoState : IDisposable
{
    /// <summary>Makes the state at the start of a run.</summary>
    public PpoState(PolicySizes sizes, PpoOptions options)
    {
        (Sizes, Options, LearningRate) = (sizes, options, options.LearningRate);
        Network = new ActorCritic(sizes, options);
        Optimizer = optim.Adam(Network.parameters(), options.LearningRate, eps: 1e-5);
        Normalizer = new InputNormalizer(sizes, options.ObservationClip);
        Scaler = new ReturnScaler(options.Environments, options.Gamma);
    }

    /// <summary>Gets the task.</summary>
    public PolicySizes Sizes { get; }

    /// <summary>Gets how the run learns.</summary>
    public PpoOptions Options { get; }

    /// <summary>Gets policy and value.</summary>
    public ActorCritic Network { get; }

    /// <summary>Gets the optimiser of all weights.</summary>
    public Adam Optimizer { get; }

    /// <summary>Gets the statistics of observations.</summary>
    public InputNormalizer Normalizer { get; }

    /// <summary>Gets the statistics of returns.</summary>
    public ReturnScaler Scaler { get; }

    /// <summary>Gets or sets the learning rate of the next update.</summary>
    public double LearningRate { get; set; }

    /// <summary>Gets or sets the updates done.</summary>
    public long Iteration { get; set; }

    /// <summary>Gets or sets the control steps done by all environments together.</summary>
    public long Steps { get; set; }

    /// <summary>Gets or sets the episodes that ended.</summary>
    public long Episodes { get; set; }

    /// <summary>Gets or sets the best rate of success, and the mean return there; -1 before the first.</summary>
    public (double Success, double Return) Best { get; set; } = (-1, double.NegativeInfinity);

    /// <summary>Gets how many episodes ended by a fault, by its reason.</summary>
    public SortedDictionary<string, long> Faults { get; init; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        Network.Dispose();
    }
}
