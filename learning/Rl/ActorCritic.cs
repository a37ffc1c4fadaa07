using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>
/// A Gaussian policy whose spread does not depend on the state, and a value that may see more than the policy does (Pinto et al.
/// 2018); two networks that share nothing. Weights begin orthogonal (Saxe et al. 2014).
/// </summary>
internal sealed class ActorCritic : nn.Module
{
    /// <summary>Bounds of the logarithm of the standard deviation.</summary>
    public const double LeastLogStd = -5, MostLogStd = 1;

    private const double HiddenGain = 1.4142135623730951, PolicyGain = 0.01, ValueGain = 1;
    private readonly Sequential _actor, _critic;
    private readonly int _observationSize;

    /// <summary>Makes networks of random weights.</summary>
    /// <param name="sizes">What the task takes and gives.</param>
    /// <param name="options">Widths, activation, spread, and the seed; libtorch's generator, which is one for the process, is set to it.</param>
    public ActorCritic(PolicySizes sizes, PpoOptions options)
        : base(nameof(ActorCritic))
    {
        manual_seed(unchecked((long)options.Seed));
        _observationSize = sizes.Observation;
        _actor = Layers(sizes.Observation, options, sizes.Action, PolicyGain);
        _critic = Layers(sizes.Observation + sizes.Privileged, options, 1, ValueGain);
        LogStd = new Parameter(full(sizes.Action, (float)options.InitialLogStd));
        register_module("actor", _actor);
        register_module("critic", _critic);
        register_parameter("log_std", LogStd);
    }

    /// <summary>Gets the logarithm of the actions' standard deviation. Shape: [A].</summary>
    public Parameter LogStd { get; }

    /// <summary>Gets the weights that decide actions.</summary>
    public Parameter[] ActorParameters => [.. _actor.parameters(), LogStd];

    /// <summary>Gets the weights that decide values.</summary>
    public Parameter[] CriticParameters => [.. _critic.parameters()];

    /// <summary>Returns mean actions, unlimited. Shape: [B, A].</summary>
    /// <param name="observations">Normalised. Shape: [B, O].</param>
    public Tensor Mean(Tensor observations) => _actor.forward(observations);

    /// <summary>Returns mean actions, of what the critic sees. Shape: [B, A].</summary>
    /// <param name="inputs">Normalised. Shape: [B, O + P].</param>
    public Tensor MeanOfInputs(Tensor inputs) => Mean(inputs.narrow(1, 0, _observationSize));

    /// <summary>Returns values. Shape: [B].</summary>
    /// <param name="inputs">Normalised observation, then privileged numbers. Shape: [B, O + P].</param>
    public Tensor Value(Tensor inputs) => _critic.forward(inputs).squeeze(-1);

    /// <summary>Returns the name of the actor's linear layer.</summary>
    /// <param name="layer">From 0; the last one is the head.</param>
    public static string ActorLayer(int layer) => $"actor.linear{layer}";

    private static Sequential Layers(int from, PpoOptions options, int to, double gain)
    {
        var layers = new List<(string, nn.Module<Tensor, Tensor>)>();
        foreach (int width in options.Hidden)
        {
            layers.Add(($"linear{layers.Count / 2}", Orthogonal(from, width, HiddenGain)));
            layers.Add(($"activation{layers.Count / 2}", options.Activation == Activation.Elu ? nn.ELU() : nn.Tanh()));
            from = width;
        }

        layers.Add(($"linear{layers.Count / 2}", Orthogonal(from, to, gain)));
        return nn.Sequential(layers);
    }

    private static Linear Orthogonal(int from, int to, double gain)
    {
        Linear layer = nn.Linear(from, to);
        nn.init.orthogonal_(layer.weight!, gain);
        nn.init.zeros_(layer.bias!);
        return layer;
    }
}
