using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Makes training environments of retrieval, which share one library of settled scenes and its models.</summary>
public static class RetrievalTasks
{
    private const int Scenes = 600, CentreScenes = 100;
    private static readonly Lazy<RetrievalWorlds> Worlds = new(() => Settle(TargetPlacement.Quadrants, Scenes)), CentreWorlds = new(() => Settle(TargetPlacement.Centre, CentreScenes));

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

    /// <summary>Gets who shows the task to a policy that sees pictures: a policy of the task that sees all poses.</summary>
    public static EnvironmentTeacher Teacher { get; } = new(RetrievalEnvironment.Name, RetrievalEnvironment.WristObservationSize, RetrievalEnvironment.WristActionSize, MakeTaught);

    /// <summary>Makes an environment that shows joints and pictures alone; with every other one the target lies near the middle.</summary>
    /// <param name="index">Of the environment.</param>
    /// <param name="thread">Which steps it.</param>
    public static IEnvironment MakeStudent(int index, int thread) => MakeStudent(index);

    private static RetrievalStudentEnvironment MakeStudent(int index) => new((index % 2 == 0 ? Worlds : CentreWorlds).Value);

    private static GuidedEnvironment MakeTaught(int index, IActor teacher)
    {
        RetrievalStudentEnvironment environment = MakeStudent(index);
        return new GuidedEnvironment(environment, new RetrievalTeacher(environment.Inner, teacher));
    }

    private static RetrievalWorlds Settle(TargetPlacement placement, int scenes) =>
        new(new SettledLibrary(new SettledLibraryOptions { Scenes = scenes, Threads = Environment.ProcessorCount, Placement = placement }), quick: true);
}
