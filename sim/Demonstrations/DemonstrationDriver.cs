namespace DexGrasp.Sim.Demonstrations;

/// <summary>Whose command is executed after a frame.</summary>
public enum DemonstrationDriver
{
    /// <summary>The label itself.</summary>
    Expert,

    /// <summary>The label with noise, a forced opening of the hand, or an older label at another pace.</summary>
    Disturbance,

    /// <summary>The learner's chunk.</summary>
    Learner,
}
