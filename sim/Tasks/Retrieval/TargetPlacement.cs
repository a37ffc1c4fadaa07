namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Where on the box's floor the target lies.</summary>
public enum TargetPlacement
{
    /// <summary>Within 2 cm of the middle along both axes.</summary>
    Centre,

    /// <summary>Within 2 cm of the middle of one of four quadrants, each as often as the others.</summary>
    Quadrants,
}
