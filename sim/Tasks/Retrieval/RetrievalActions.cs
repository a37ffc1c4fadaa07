namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>What the numbers of an action mean.</summary>
public enum RetrievalActions
{
    /// <summary>Ten: move of the wrist along x, y, z, its turn about z, changes of the six hand joints, all in shares of <see cref="Core.Robots.WristControlOptions"/>'s steps.</summary>
    Wrist,

    /// <summary>Thirteen: changes of all joints' targets, as in the paper (arXiv 2502.18423).</summary>
    Joints,
}
