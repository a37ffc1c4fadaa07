using DexGrasp.Core.Environments;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Rl;

/// <summary>Iterates: a roll-out in all environments, then an update. Knows no files.</summary>
/// <remarks>Every seed follows from the run's seed and the iteration, so that the state alone decides how a run goes on.</remarks>
internal sealed class PpoTrainer
{
    private const int EpisodeStream = 1, NoiseStream = 2, OrderStream = 3;
    private const double RateFactor = 1.5, FarFactor = 2, NearFactor = 0.5;
    private readonly IVectorEnvironment _environments;
    private readonly PpoState _state;
    private readonly TimeProvider _clock;
    private readonly RolloutBuffer _buffer;
    private readonly RolloutCollector _collector;
    private readonly PpoUpdate _update;

    /// <summary>Makes a trainer.</summary>
    /// <param name="environments">As many as the state's options say.</param>
    /// <param name="state">At the start, or restored; is changed.</param>
    /// <param name="clock">Measures how long things take.</param>
    public PpoTrainer(IVectorEnvironment environments, PpoState state, TimeProvider clock)
    {
        PpoOptions options = state.Options;
        if (environments.Count != options.Environments || PolicySizes.Of(environments.Spec) != state.Sizes)
            throw new ArgumentException($"{environments.Count} environments of {PolicySizes.Of(environments.Spec)} were given for {options.Environments} of {state.Sizes}.", nameof(environments));
        (_environments, _state, _clock) = (environments, state, clock);
        Tally = new EpisodeTally(environments.Spec, environments.Count, state.Faults);
        _buffer = new RolloutBuffer(state.Sizes, options.RolloutSteps, environments.Count);
        _collector = new RolloutCollector(environments, state.Network, state.Normalizer, options.ScalesRewards ? state.Scaler : null, Tally);
        _update = new PpoUpdate(state.Network, state.Optimizer, options);
    }

    /// <summary>Gets how episodes ended.</summary>
    public EpisodeTally Tally { get; }

    /// <summary>
    /// Begins an episode in every environment, with seeds that follow from the iteration. Done at every checkpoint, in a run that
    /// goes on as in one that resumes there: that makes both the same, without the simulations' states in a file.
    /// </summary>
    public void BeginEpisodes()
    {
        _environments.Reset(SeedOf(EpisodeStream));
        _state.Scaler.Begin();
        Tally.BeginEpisodes();
    }

    /// <summary>Collects and learns once.</summary>
    /// <exception cref="RlException">Numbers are not finite.</exception>
    public IterationReport Iterate()
    {
        PpoOptions options = _state.Options;
        long start = _clock.GetTimestamp();
        Tally.BeginIteration();
        _collector.Collect(_buffer, SeedOf(NoiseStream));
        _buffer.Estimate(options.Gamma, options.Lambda);
        TimeSpan collecting = _clock.GetElapsedTime(start);
        if (options.KlTarget is null)
            _state.LearningRate = options.LearningRate * Math.Max(0, 1 - (_state.Steps / (double)options.TotalSteps));
        double rate = _state.LearningRate;
        UpdateReport update = Update(rate);
        if (!IsValueFirst)
            Adapt(update);
        _state.Iteration++;
        _state.Steps += options.BatchSize;
        _state.Episodes += Tally.Iteration.Count;
        return new IterationReport(update, rate, _buffer.ExplainedVariance(), collecting, _clock.GetElapsedTime(start) - collecting);
    }

    private bool IsValueFirst => _state.Steps < _state.Options.ValueFirstSteps;

    private UpdateReport Update(double rate)
    {
        int threads = get_num_threads();
        try
        {
            set_num_threads(_state.Options.UpdateThreads);
            return _update.Run(_buffer, rate, SeedOf(OrderStream), IsValueFirst);
        }
        finally
        {
            // Waiting threads of libtorch spin, and the environments need the cores now.
            set_num_threads(threads);
        }
    }

    // A roll-out cost more than an update: a rate at which the policy has moved far enough before half of the passes wastes data.
    private void Adapt(UpdateReport update)
    {
        if (_state.Options.KlTarget is not { } target)
            return;
        bool endedSoon = update.EndedEarly && 2 * update.Epochs <= _state.Options.Epochs;
        if (update.Divergence > FarFactor * target || endedSoon)
            _state.LearningRate = Math.Max(_state.Options.MinLearningRate, _state.LearningRate / RateFactor);
        else if (update.Divergence < NearFactor * target)
            _state.LearningRate = Math.Min(_state.Options.MaxLearningRate, _state.LearningRate * RateFactor);
    }

    private ulong SeedOf(int stream) => EpisodeRandom.Derive(EpisodeRandom.Derive(_state.Options.Seed, (ulong)stream), (ulong)_state.Iteration);
}
