using System.Runtime.InteropServices;
using DexGrasp.Core.Environments;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl.Imitation;

/// <summary>
/// Teaches a policy what an expert does in the states that the policy itself gets into (DAgger, Ross et al. 2011): the expert drives
/// less and less often, and is asked everywhere.
/// </summary>
internal sealed class ImitationTrainer
{
    private const int MostRows = 400_000, BatchRows = 512;

    // Half of the exploration that PPO begins with is enough to see beside the path.
    private const double NoiseShare = 0.5, DrivenShare = 0.5, LeastRateShare = 0.02;
    private readonly IVectorEnvironment _environments;
    private readonly PpoState _state;
    private readonly ShownActions _shown;
    private readonly float[] _actions, _privileged, _inputs;
    private readonly bool[] _expertDrives;
    private readonly bool _learnerCan;

    /// <summary>Makes a trainer.</summary>
    /// <param name="environments">With an expert's action behind the privileged numbers (<see cref="Sim.Environments.GuidedEnvironment"/>).</param>
    /// <param name="state">At the start; is changed. Of the task without the expert's numbers.</param>
    /// <param name="learnerCan">Whether it begins with a policy that knows the task: the expert then never drives. Default: no.</param>
    public ImitationTrainer(IVectorEnvironment environments, PpoState state, bool learnerCan = false)
    {
        (_environments, _state, _learnerCan) = (environments, state, learnerCan);
        _shown = new ShownActions(MostRows, state.Sizes.Observation, state.Sizes.Action);
        _actions = new float[environments.Count * state.Sizes.Action];
        _privileged = new float[environments.Count * state.Sizes.Privileged];
        _inputs = new float[environments.Count * state.Sizes.Observation];
        _expertDrives = new bool[environments.Count];
        Tally = new EpisodeTally(environments.Spec, environments.Count, state.Faults);
    }

    /// <summary>Gets how episodes ended, whoever drove.</summary>
    public EpisodeTally Tally { get; }

    /// <summary>Begins an episode everywhere.</summary>
    public void BeginEpisodes()
    {
        _environments.Reset(EpisodeRandom.Derive(_state.Options.Seed, 0x1317));
        Tally.BeginEpisodes();
    }

    /// <summary>Collects a roll-out and learns from all that was shown.</summary>
    /// <returns>Mean squared difference from the expert's actions.</returns>
    public double Iterate()
    {
        PpoOptions options = _state.Options;
        var random = new EpisodeRandom(EpisodeRandom.Derive(EpisodeRandom.Derive(options.Seed, 0x1317), (ulong)_state.Iteration));
        double share = _learnerCan ? 0 : Math.Max(0, 1 - (_state.Steps / (DrivenShare * options.TotalSteps)));
        for (int i = 0; i < _expertDrives.Length; i++)
            _expertDrives[i] = random.NextDouble() < share;
        Tally.BeginIteration();
        for (int t = 0; t < options.RolloutSteps; t++)
            Step(ref random);
        double loss = 0;
        double left = 1 - ((double)_state.Steps / options.TotalSteps);
        foreach (var group in _state.Optimizer.ParamGroups)
            group.LearningRate = options.LearningRate * (options.KlTarget is null ? Math.Max(LeastRateShare, left) : 1);
        int batches = Math.Max(1, options.Epochs * options.BatchSize / BatchRows);
        for (int b = 0; b < batches; b++)
            loss += Learn(ref random) / batches;
        _state.Iteration++;
        _state.Steps += options.BatchSize;
        _state.Episodes += Tally.Iteration.Count;
        return loss;
    }

    private void Step(ref EpisodeRandom random)
    {
        (EnvironmentBatch batch, PolicySizes sizes) = (_environments.Batch, _state.Sizes);
        int width = sizes.Privileged + sizes.Action;
        for (int i = 0; i < _environments.Count; i++)
        {
            ReadOnlySpan<float> row = batch.Privileged.AsSpan(i * width, width);
            row[..sizes.Privileged].CopyTo(_privileged.AsSpan(i * sizes.Privileged));
            _shown.Add(batch.Observations.AsSpan(i * sizes.Observation, sizes.Observation), row[sizes.Privileged..]);
        }

        _state.Normalizer.Update(batch.Observations, _privileged);
        using (var none = no_grad())
        using (NewDisposeScope())
        {
            Normalise(batch.Observations, _inputs);
            Tensor mean = _state.Network.Mean(tensor(_inputs, [_environments.Count, sizes.Observation]));
            MemoryMarshal.Cast<byte, float>(mean.contiguous().bytes).CopyTo(_actions);
        }

        double deviation = NoiseShare * Math.Exp(_state.Options.InitialLogStd);
        for (int i = 0; i < _environments.Count; i++)
            for (int j = 0; j < sizes.Action; j++)
            {
                int k = (i * sizes.Action) + j;
                float wanted = _expertDrives[i] ? batch.Privileged[(i * width) + sizes.Privileged + j] : _actions[k];
                _actions[k] = Math.Clamp(wanted + (float)(deviation * random.NextGaussian()), -1, 1);
            }

        _environments.Step(_actions);
        Tally.Add(batch);
    }

    private double Learn(ref EpisodeRandom random)
    {
        using var scope = NewDisposeScope();
        (int o, int a) = (_state.Sizes.Observation, _state.Sizes.Action);
        var (seen, wanted, inputs) = (new float[BatchRows * o], new float[BatchRows * a], new float[BatchRows * o]);
        _shown.Draw(ref random, seen, wanted);
        Normalise(seen, inputs);
        Tensor loss = (_state.Network.Mean(tensor(inputs, [BatchRows, o])) - tensor(wanted, [BatchRows, a])).square().mean();
        double value = loss.item<float>();
        if (!double.IsFinite(value))
            throw new RlException($"The loss is {value}; the run ends. A smaller learning rate may help.");
        _state.Optimizer.zero_grad();
        loss.backward();
        _state.Optimizer.step();
        return value;
    }

    private void Normalise(ReadOnlySpan<float> observations, Span<float> inputs)
    {
        int width = _state.Sizes.Observation;
        for (int i = 0; i < observations.Length / width; i++)
            _state.Normalizer.Observation.Apply(observations.Slice(i * width, width), inputs.Slice(i * width, width));
    }
}
