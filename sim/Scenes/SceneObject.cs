using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>An object in a running world.</summary>
/// <param name="Index">Its place in <see cref="SimulatedWorld.Objects"/>.</param>
/// <param name="Name">The specification's name, with a number behind it when the world holds several of a kind.</param>
/// <param name="Spec">What it is.</param>
/// <param name="BodyId">MuJoCo's body.</param>
public sealed record SceneObject(int Index, string Name, ObjectSpec Spec, int BodyId);
