namespace DexGrasp.Sim.Tasks;

/// <summary>What an episode asks for.</summary>
public enum EpisodeGoal
{
    /// <summary>Lift the target by more than 10 cm and hold it for one second.</summary>
    Grasp,

    /// <summary>Bring the target into the tray.</summary>
    Place,
}
