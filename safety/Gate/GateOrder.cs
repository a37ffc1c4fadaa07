namespace DexGrasp.Safety.Gate;

/// <summary>What happens to the robot in one tick.</summary>
public enum GateOrder
{
    /// <summary>Nothing is sent: disarmed or latched.</summary>
    Silent,

    /// <summary>The robot comes to rest where it is and stays.</summary>
    Hold,

    /// <summary>The robot follows the wanted targets within its limits.</summary>
    Follow,

    /// <summary>A controlled stop at the largest deceleration.</summary>
    Brake,
}
