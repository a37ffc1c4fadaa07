using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Makes training environments of retrieval, which share one library of settled scenes and its models.</summary>
public static class RetrievalTasks
{
    private const int Scenes = 600;
    private static readonly Lazy<RetrievalWorlds> Worlds = new(() => new RetrievalWorlds(
        new SettledLibrary(new SettledLibraryOptions { Scenes = Scenes, Threads = Environment.ProcessorCount, Placement = TargetPlacement.Quadrants }), quick: true));

    /// <summary>Makes an environment with eight occluders, the target in one of four quadrants.</summary>
    /// <param name="name">Of the task; default: "retrieval".</param>
    /// <param name="reward">Weights; default: as in <see cref="RetrievalRewardOptions"/>.</param>
    public static IEnvironment Make(string? name = null, RetrievalRewardOptions? reward = null) =>
        new RetrievalEnvironment(Worlds.Value, new RetrievalOptions { Name = name, Reward = reward ?? new RetrievalRewardOptions() });

    /// <summary>Makes such an environment with raking, which shows one way.</summary>
    public static GuidedEnvironment MakeGuided()
    {
        var environment = new RetrievalEnvironment(Worlds.Value, new RetrievalOptions());
        return new GuidedEnvironment(environment, new RetrievalExpert(environment, new RakingStrokes()));
    }
}
