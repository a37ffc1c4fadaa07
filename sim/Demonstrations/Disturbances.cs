namespace DexGrasp.Sim.Demonstrations;

/// <summary>What an episode was drawn to be disturbed by; see <see cref="DemonstrationOptions"/>.</summary>
/// <param name="PerturbedStart">The hand starts somewhere above the table.</param>
/// <param name="Noise">The command drifts now and then.</param>
/// <param name="Push">The target is pushed aside once.</param>
/// <param name="Slip">The hand is forced open once.</param>
/// <param name="Pace">Old chunks are played on at another pace now and then.</param>
public readonly record struct Disturbances(bool PerturbedStart, bool Noise, bool Push, bool Slip, bool Pace);
