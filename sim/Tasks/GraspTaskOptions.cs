using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks;

/// <summary>Which episodes to make.</summary>
/// <param name="Objects">What to pick from.</param>
public sealed record GraspTaskOptions(IReadOnlyList<ObjectSpec> Objects)
{
    /// <summary>Gets look and fullness. Default: <see cref="SceneSpec.Default"/>, sparse.</summary>
    public SceneSpec Scene { get; init; } = SceneSpec.Default;

    /// <summary>Gets what is asked for. Default: grasp.</summary>
    public EpisodeGoal Goal { get; init; }

    /// <summary>Gets how much of the target the head camera has to see at the start. Range: 0 to 1. Default: 0.3.</summary>
    public double LeastVisible { get; init; } = 0.3;
}
