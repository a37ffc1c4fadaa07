using DexGrasp.Core.Environments;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>Improves policy and value by a roll-out: several passes of clipped policy optimisation (Schulman et al. 2017).</summary>
/// <param name="network">Is changed.</param>
/// <param name="optimizer">Of all its parameters.</param>
/// <param name="options">How.</param>
internal sealed class PpoUpdate(ActorCritic network, Adam optimizer, PpoOptions options)
{
    private const double StopFactor = 1.5, LeastDeviation = 1e-8;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

    /// <summary>Updates.</summary>
    /// <param name="buffer">With advantages and returns.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="seed">Of the order of samples.</param>
    /// <param name="valueOnly">Whether the policy stays as it is.</param>
    /// <exception cref="RlException">A loss or a gradient is not finite; the weights before that step stay.</exception>
    public UpdateReport Run(RolloutBuffer buffer, double rate, ulong seed, bool valueOnly = false)
    {
        using var scope = NewDisposeScope();
        int rows = buffer.Count, actions = buffer.Actions.Length / rows, size = rows / options.Minibatches;
        var data = new Samples(
            tensor(buffer.Inputs, [rows, buffer.Width]), tensor(buffer.Actions, [rows, actions]), tensor(buffer.Means, [rows, actions]), tensor(buffer.LogProbabilities),
            tensor(buffer.Advantages), tensor(buffer.Returns), tensor(buffer.Values));
        Tensor oldLogStd = network.LogStd.detach().clone();
        foreach (var group in optimizer.ParamGroups)
            group.LearningRate = rate;
        long[] order = [.. Enumerable.Range(0, rows).Select(k => (long)k)];
        var random = new EpisodeRandom(seed);
        double[] sums = [];
        int epoch = 0, parts = 0;
        bool far = false;
        while (epoch < options.Epochs && !far)
        {
            epoch++;
            Shuffle(order, ref random);
            (sums, parts) = (new double[4], 0);
            for (int m = 0; m < options.Minibatches && !far; m++)
            {
                double[] losses = Step(data, oldLogStd, order[(m * size)..((m + 1) * size)], valueOnly, out far);
                for (int k = 0; k < losses.Length; k++)
                    sums[k] += losses[k];
                parts++;
            }
        }

        return new UpdateReport(
            epoch, far, sums[0] / parts, sums[1] / parts, sums[2] / parts, sums[3] / parts, Entropy().item<float>(), network.LogStd.detach().exp().mean().item<float>());
    }

    private double[] Step(Samples data, Tensor oldLogStd, long[] rows, bool valueOnly, out bool far)
    {
        using var scope = NewDisposeScope();
        Samples part = data.Select(tensor(rows));
        Tensor mean = network.MeanOfInputs(part.Inputs), logStd = network.LogStd, deviation = logStd.exp();
        Tensor distance = (part.Actions - mean) / deviation;
        Tensor logProbability = ((-0.5 * distance * distance) - logStd).sum(-1) - (HalfLogTwoPi * part.Actions.shape[1]);
        Tensor ratio = (logProbability - part.LogProbabilities).exp();
        Tensor advantage = (part.Advantages - part.Advantages.mean()) / (part.Advantages.std() + LeastDeviation);
        Tensor policy = -minimum(ratio * advantage, ratio.clamp(1 - options.Clip, 1 + options.Clip) * advantage).mean();
        Tensor value = ValueLoss(part);
        Tensor loss = valueOnly ? (0 * policy) + (options.ValueCoefficient * value) : policy + (options.ValueCoefficient * value) - (options.EntropyCoefficient * Entropy());
        Tensor summary = stack([Divergence(part.Means, oldLogStd, mean, logStd), ((ratio - 1).abs() > options.Clip).to(float32).mean(), policy, value, loss]).detach();
        double[] numbers = [.. summary.data<float>().Select(number => (double)number)];
        if (!numbers.All(double.IsFinite))
            throw new RlException($"The loss is {numbers[4]} (policy {numbers[2]}, value {numbers[3]}, divergence {numbers[0]}); the run ends, and its last checkpoint is whole. A smaller learning rate may help.");
        far = options.KlTarget is { } target && numbers[0] > StopFactor * target;
        if (!far)
            Descend(loss);
        return numbers[..4];
    }

    private void Descend(Tensor loss)
    {
        optimizer.zero_grad();
        loss.backward();
        // Apart, so that a critic that is far off does not slow the actor down.
        double actor = nn.utils.clip_grad_norm_(network.ActorParameters, options.GradientNorm), critic = nn.utils.clip_grad_norm_(network.CriticParameters, options.GradientNorm);
        if (!double.IsFinite(actor) || !double.IsFinite(critic))
            throw new RlException($"The gradient's norm is {actor} (actor) and {critic} (critic); the run ends, and its last checkpoint is whole. A smaller learning rate may help.");
        optimizer.step();
        using var none = no_grad();
        network.LogStd.clamp_(ActorCritic.LeastLogStd, ActorCritic.MostLogStd);
    }

    private Tensor ValueLoss(Samples part)
    {
        Tensor value = network.Value(part.Inputs), loss = (value - part.Returns).square();
        if (options.ValueClip is { } clip)
            loss = maximum(loss, (part.Values + (value - part.Values).clamp(-clip, clip) - part.Returns).square());
        return 0.5 * loss.mean();
    }

    private Tensor Entropy() => (network.LogStd + (HalfLogTwoPi + 0.5)).sum();

    // Exact for Gaussians, and so less noisy than an estimate from the ratios.
    private static Tensor Divergence(Tensor oldMean, Tensor oldLogStd, Tensor mean, Tensor logStd) =>
        (logStd - oldLogStd + (((2 * oldLogStd).exp() + (oldMean - mean).square()) / (2 * (2 * logStd).exp())) - 0.5).sum(-1).mean();

    private static void Shuffle(long[] order, ref EpisodeRandom random)
    {
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }

    private sealed record Samples(Tensor Inputs, Tensor Actions, Tensor Means, Tensor LogProbabilities, Tensor Advantages, Tensor Returns, Tensor Values)
    {
        public Samples Select(Tensor rows) => new(
            Inputs[rows], Actions[rows], Means[rows], LogProbabilities[rows], Advantages[rows], Returns[rows], Values[rows]);
    }
}
