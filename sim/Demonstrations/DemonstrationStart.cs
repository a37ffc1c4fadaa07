using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>What an episode begins with.</summary>
/// <param name="Seed">Everything follows from it and the options.</param>
/// <param name="Scene">The look.</param>
/// <param name="Sensors">The cameras' errors.</param>
/// <param name="Objects">What lies there, in the world's order.</param>
/// <param name="Target">Index of the object to grasp.</param>
/// <param name="VisibleShare">How much of the target the head camera sees. Range: [0, 1].</param>
/// <param name="Disturbances">What is going to happen.</param>
/// <param name="InferenceDelay">From an observation to the acceptance of its chunk. Range: 20 to 50 ms.</param>
public sealed record DemonstrationStart(
    int Seed, SceneSpec Scene, SensorOptions Sensors, IReadOnlyList<ObjectSpec> Objects, int Target, double VisibleShare, Disturbances Disturbances,
    TimeSpan InferenceDelay);
