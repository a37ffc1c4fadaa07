namespace DexGrasp.Core.Messages;

/// <summary>How an object is to be picked up.</summary>
public enum GraspManner
{
    /// <summary>Grasped where it is.</summary>
    Direct,

    /// <summary>Pushed to where its rim can be taken, because it is wider than the hand opens (ExDex, arXiv 2503.23120).</summary>
    PushedFirst,
}
