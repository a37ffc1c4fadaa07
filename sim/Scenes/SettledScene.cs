using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Scenes;

/// <summary>Objects that were dropped into a scene and came to rest: the start of an episode.</summary>
/// <param name="Scene">Look and fullness.</param>
/// <param name="Seed">What it was made from.</param>
/// <param name="Objects">Those that may be asked for first, then the distractors, where they came to rest.</param>
/// <param name="TargetCount">How many of the objects may be asked for.</param>
public sealed record SettledScene(SceneSpec Scene, int Seed, IReadOnlyList<PlacedObject> Objects, int TargetCount)
{
    /// <summary>Makes a world of it.</summary>
    /// <param name="robot">Default: the scene's.</param>
    /// <param name="cell">Default: the scene's.</param>
    public SimulatedWorld CreateWorld(RobotModel? robot = null, Workcell? cell = null) => new(Objects, Scene, robot, cell) { TargetCount = TargetCount };
}
