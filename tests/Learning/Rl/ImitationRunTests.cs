using DexGrasp.Core.Environments;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Learning.Rl.Imitation;
using DexGrasp.Sim.Environments;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class ImitationRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Run_ExpertWhoKnowsTheTask_GivesAPolicyThatDoesIt()
    {
        string policy = Imitate("a");

        IReadOnlyList<EpisodeResult> episodes = SmallRuns.Judge(policy);

        Assert.True(episodes.Count(e => e.Success) > 90, $"Only {episodes.Count(e => e.Success)} of {episodes.Count} episodes reach the goal.");
        Assert.Equal(Numbers(policy), Numbers(Imitate("b")));
    }

    [Fact]
    public void Run_ValueFirst_LeavesThePolicyAloneUntilThen()
    {
        string shown = Imitate("shown");
        PpoOptions options = SmallRuns.Options with { ValueFirstSteps = 256 * 4, TotalSteps = 256 * 4, StartLogStd = -2 };

        string first = SmallRuns.Run(_folder.File("first"), options, start: shown);
        string later = SmallRuns.Run(_folder.File("later"), options with { TotalSteps = 256 * 6 }, start: shown);

        Assert.Equal(Numbers(shown, "actor."), Numbers(first, "actor."));
        Assert.NotEqual(Numbers(shown, "critic."), Numbers(first, "critic."));
        Assert.All(Numbers(first, "log_std"), number => Assert.Equal(-2, number, 6));
        Assert.NotEqual(Numbers(shown, "actor."), Numbers(later, "actor."));
    }

    public void Dispose() => _folder.Dispose();

    private string Imitate(string name)
    {
        using var environments = new VectorEnvironment((_, _) => Guided(), SmallRuns.Options.Environments, 1);
        ImitationRun.Run(environments, SmallRuns.Options with { TotalSteps = 256 * 60 }, _folder.File(name), _ => { }, TestContext.Current.CancellationToken);
        return Path.Combine(_folder.File(name), "policy.safetensors");
    }

    private static GuidedEnvironment Guided()
    {
        var environment = new ReachEnvironment();
        return new GuidedEnvironment(environment, new Straight(environment));
    }

    private static double[] Numbers(string checkpoint, string part = "")
    {
        using TensorMap map = SafetensorsFile.Read(checkpoint);
        return [.. map.Names.Where(name => name.StartsWith($"network.{part}", StringComparison.Ordinal)).SelectMany(name => map[name].flatten().data<float>().Select(x => (double)x))];
    }

    private sealed class Straight(ReachEnvironment environment) : IExpert
    {
        private readonly float[] _seen = new float[2], _privileged = new float[1];

        public void Begin(ulong seed)
        {
        }

        public void Act(Span<float> action)
        {
            environment.Observe(_seen, _privileged);
            action[0] = Math.Clamp(2 * (_seen[1] - _seen[0]), -1, 1);
        }
    }
}
