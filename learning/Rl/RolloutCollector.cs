using System.Runtime.InteropServices;
using DexGrasp.Core.Environments;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>Fills a roll-out: the policy acts in all environments at once, one forward pass a control step.</summary>
/// <param name="environments">Begun anew by whoever owns the run.</param>
/// <param name="network">Is not changed.</param>
/// <param name="normalizers">Take into account every observation that is acted upon.</param>
/// <param name="scaler">Scales rewards; null leaves them as they are.</param>
/// <param name="tally">Is told of every step.</param>
internal sealed class RolloutCollector(IVectorEnvironment environments, ActorCritic network, InputNormalizer normalizers, ReturnScaler? scaler, EpisodeTally tally)
{
    private static readonly float HalfLogTwoPi = (float)(0.5 * Math.Log(2 * Math.PI));
    private readonly EnvironmentSpec _spec = environments.Spec;
    private readonly List<int> _cutOff = [];
    private float[] _final = [];

    /// <summary>Collects.</summary>
    /// <param name="buffer">Receives everything; advantages are computed by the caller.</param>
    /// <param name="seed">Of the exploration.</param>
    /// <exception cref="RlException">A reward or an observation is not finite.</exception>
    public void Collect(RolloutBuffer buffer, ulong seed)
    {
        using var none = no_grad();
        (int n, int a, int width) = (environments.Count, _spec.ActionSize, buffer.Width);
        float[] logStd = network.LogStd.detach().data<float>().ToArray();
        var random = new EpisodeRandom(seed);
        EnvironmentBatch batch = environments.Batch;
        _cutOff.Clear();
        for (int t = 0; t < buffer.Steps; t++)
        {
            Span<float> inputs = buffer.Inputs.AsSpan(t * n * width, n * width);
            normalizers.Update(batch.Observations, batch.Privileged);
            normalizers.Apply(batch.Observations, batch.Privileged, inputs);
            Span<float> actions = buffer.Actions.AsSpan(t * n * a, n * a), means = buffer.Means.AsSpan(t * n * a, n * a);
            Mean(inputs, width, means);
            Draw(means, logStd, ref random, actions, buffer.LogProbabilities.AsSpan(t * n, n));
            environments.Step(actions);
            Keep(buffer, t, batch);
            tally.Add(batch);
        }

        Judge(buffer, batch);
    }

    private void Mean(ReadOnlySpan<float> inputs, int width, Span<float> means)
    {
        using var scope = NewDisposeScope();
        Tensor mean = network.MeanOfInputs(tensor(inputs.ToArray(), [inputs.Length / width, width]));
        Numbers(mean, means);
    }

    private static void Draw(ReadOnlySpan<float> means, ReadOnlySpan<float> logStd, ref EpisodeRandom random, Span<float> actions, Span<float> logProbabilities)
    {
        for (int i = 0; i < logProbabilities.Length; i++)
        {
            float sum = 0;
            for (int j = 0; j < logStd.Length; j++)
            {
                int k = (i * logStd.Length) + j;
                float noise = (float)random.NextGaussian();
                actions[k] = means[k] + (MathF.Exp(logStd[j]) * noise);
                sum -= (0.5f * noise * noise) + logStd[j] + HalfLogTwoPi;
            }

            logProbabilities[i] = sum;
        }
    }

    private void Keep(RolloutBuffer buffer, int t, EnvironmentBatch batch)
    {
        (int n, int width) = (environments.Count, buffer.Width);
        Finite.Require(batch.Rewards, 1, "Reward", _spec.Name);
        Span<float> rewards = buffer.Rewards.AsSpan(t * n, n);
        if (scaler is null)
            batch.Rewards.CopyTo(rewards);
        else
            scaler.Scale(batch.Rewards, batch.Terminated, batch.Truncated, rewards);
        batch.Terminated.CopyTo(buffer.Terminated, t * n);
        batch.Truncated.CopyTo(buffer.Truncated, t * n);
        for (int i = 0; i < n; i++)
            if (batch.Truncated[i] && !batch.Terminated[i])
            {
                int at = _cutOff.Count * width;
                if (_final.Length < at + width)
                    Array.Resize(ref _final, Math.Max(at + width, 2 * _final.Length));
                normalizers.ApplyRow(batch.FinalObservations, batch.FinalPrivileged, i, _final.AsSpan(at, width));
                _cutOff.Add((t * n) + i);
            }
    }

    // One pass for all values: the critic does not change within a roll-out.
    private void Judge(RolloutBuffer buffer, EnvironmentBatch batch)
    {
        using var scope = NewDisposeScope();
        int width = buffer.Width;
        Numbers(network.Value(tensor(buffer.Inputs, [buffer.Count, width])), buffer.Values);
        var last = new float[buffer.Environments * width];
        normalizers.Apply(batch.Observations, batch.Privileged, last);
        Numbers(network.Value(tensor(last, [buffer.Environments, width])), buffer.LastValues);
        if (_cutOff.Count == 0)
            return;
        var values = new float[_cutOff.Count];
        Numbers(network.Value(tensor(_final[..(_cutOff.Count * width)], [_cutOff.Count, width])), values);
        for (int k = 0; k < values.Length; k++)
            buffer.FinalValues[_cutOff[k]] = values[k];
    }

    private static void Numbers(Tensor tensor, Span<float> into) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).CopyTo(into);
}
