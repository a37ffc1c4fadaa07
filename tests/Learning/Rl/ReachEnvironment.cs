using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;

namespace DexGrasp.Tests.Learning.Rl;

/// <summary>A point on a line that has to be brought to a goal within 20 steps: small enough to be learned in a second.</summary>
internal sealed class ReachEnvironment : IEnvironment
{
    public const string Name = "reach";

    private const float Speed = 0.3f, Near = 0.1f;
    private const int Most = 20;
    private float _at, _goal, _effort;
    private int _step;

    public EnvironmentSpec Spec { get; init; } = Size(2);

    /// <summary>Gets the step of an episode whose reward is no number; 0 for none.</summary>
    public int BreaksAt { get; init; }

    private bool IsThere => Math.Abs(_goal - _at) < Near;

    public static EnvironmentSpec Size(int observation) => new(Name, observation, 1, 1, ["effort"], ["success", "distance"], TimeSpan.FromSeconds(0.05), Most);

    public static VectorEnvironment Vector(int count, int threads = 1) => new((_, _) => new ReachEnvironment(), count, threads);

    public void Reset(ulong seed)
    {
        var random = new EpisodeRandom(seed);
        (_at, _goal, _step, _effort) = ((float)random.Between(-2, 2), (float)random.Between(-2, 2), 0, 0);
    }

    public StepResult Step(ReadOnlySpan<float> action)
    {
        _effort = Math.Abs(Math.Clamp(action[0], -1, 1));
        _at += Speed * Math.Clamp(action[0], -1, 1);
        _step++;
        float reward = _step == BreaksAt ? float.NaN : IsThere ? 5 : -Math.Abs(_goal - _at);
        return new StepResult(reward, IsThere, !IsThere && _step == Most, !IsThere && _step == Most ? "too slow" : null);
    }

    public void Observe(Span<float> observation, Span<float> privileged)
    {
        observation.Clear();
        (observation[0], observation[1]) = (_at, _goal);
        privileged[0] = Most - _step;
    }

    public void ReadCosts(Span<float> costs) => costs[0] = _effort;

    public void ReadMetrics(Span<float> metrics) => (metrics[0], metrics[1]) = (IsThere ? 1 : 0, Math.Abs(_goal - _at));

    public void Dispose()
    {
    }
}
