using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks;

/// <summary>One episode: a settled scene, an object in it that can be seen and named, words for it, and the judge.</summary>
/// <remarks>The same options and seed make the same episode. Evaluation uses seeds from 0; what is tuned on uses seeds from <see cref="FirstTuningSeed"/>.</remarks>
public sealed class GraspTask : IDisposable
{
    /// <summary>Seeds from here on are for development alone.</summary>
    public const int FirstTuningSeed = 100_000;

    private const int SceneTries = 20;
    private const int SceneStride = 7_919_003;

    private GraspTask(SimulatedWorld world, EpisodeJudge judge, string label, EpisodeGoal goal, double visibleShare)
    {
        World = world;
        Judge = judge;
        Label = label;
        Instruction = goal == EpisodeGoal.Grasp ? $"grasp the {label}" : $"put the {label} into the tray";
        VisibleShare = visibleShare;
    }

    /// <summary>Gets the world at its start.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Gets who decides on success.</summary>
    public EpisodeJudge Judge { get; }

    /// <summary>Gets words that fit the target alone.</summary>
    public string Label { get; }

    /// <summary>Gets what a person would say.</summary>
    public string Instruction { get; }

    /// <summary>Gets how much of the target the head camera sees. Range: [0, 1].</summary>
    public double VisibleShare { get; }

    /// <summary>Makes an episode.</summary>
    /// <param name="scenes">Makes and caches settled scenes.</param>
    /// <param name="options">Which episodes to make.</param>
    /// <param name="seed">Chooses scene, target and words.</param>
    /// <exception cref="SceneException">No scene could be made in which an object can be seen and named.</exception>
    public static GraspTask Create(SceneFactory scenes, GraspTaskOptions options, int seed)
    {
        for (int attempt = 0; attempt < SceneTries; attempt++)
        {
            var random = new Random(unchecked(seed + (attempt * SceneStride)));
            SimulatedWorld world = scenes.Make(options.Scene, options.Objects, unchecked(seed + (attempt * SceneStride))).CreateWorld();
            int[] order = [.. Enumerable.Range(0, world.TargetCount)];
            random.Shuffle(order);
            foreach (int target in order)
            {
                double share = Visibility.Share(world, target);
                if (share >= options.LeastVisible && TargetWords.Describe(world, target, random) is { } label)
                    return new GraspTask(world, new EpisodeJudge(world, target, options.Goal), label, options.Goal, share);
            }

            world.Dispose();
        }

        throw new SceneException($"Seed {seed}: in {SceneTries} scenes no object was at least {options.LeastVisible:P0} visible to the head camera and could be told "
            + "from the others in words. Ask for fewer objects, or give them different colours or names.");
    }

    /// <inheritdoc/>
    public void Dispose() => World.Dispose();
}
