using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using TorchSharp;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>How a network is trained.</summary>
/// <param name="Folder">Receives checkpoints, curves and the result.</param>
/// <param name="Steps">Optimisation steps. Range: at least 1.</param>
public sealed record TrainingOptions(string Folder, int Steps)
{
    /// <summary>Gets the samples of a step, shared out among the workers. Default: 128.</summary>
    public int Batch { get; init; } = 128;

    /// <summary>Gets the largest learning rate; it rises linearly, then falls as a half cosine. Default: 1e-3.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Gets the steps in which the rate rises. Default: 200.</summary>
    public int WarmUp { get; init; } = 200;

    /// <summary>Gets the decay of the weights. Default: 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Gets the threads, each with its own copy of the network. Default: 2.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Gets where the networks are. Default: the CPU.</summary>
    public Device Device { get; init; } = torch.CPU;

    /// <summary>Gets the threads that read samples for each worker; more than one for a GPU. Default: 1.</summary>
    public int Readers { get; init; } = 1;

    /// <summary>Gets the weights to begin with, a result of the same stage; null for random ones. Default: null.</summary>
    public string? Start { get; init; }

    /// <summary>Gets the sizes of the policy's networks. Default: those that ship.</summary>
    public CompactConfig Network { get; init; } = new();

    /// <summary>Gets how samples are changed at random. Default: <see cref="Augmentation"/>'s.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>Gets what decides weights at the start, order and changes. Default: 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Gets how many episodes are kept for validation: one in so many. Default: 20.</summary>
    public int ValidationEvery { get; init; } = 20;

    /// <summary>Gets the steps between checkpoints and validations. Default: 500.</summary>
    public int Report { get; init; } = 500;

    /// <summary>Returns the learning rate of a step.</summary>
    /// <param name="step">From 0.</param>
    public double RateAt(long step)
    {
        double rise = Math.Min(1, (step + 1.0) / WarmUp), done = Math.Min(1, step / (double)Steps);
        return LearningRate * rise * ((0.5 * (1 + Math.Cos(Math.PI * done))) + 0.01);
    }
}
