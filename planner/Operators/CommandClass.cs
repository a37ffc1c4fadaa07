namespace DexGrasp.Planner.Operators;

/// <summary>How much an intent can do, and so how it is treated.</summary>
public enum CommandClass
{
    /// <summary>Makes the robot stand: carried out at once, in any state, also on words that are not finished.</summary>
    Stop = 0,

    /// <summary>Changes nothing: answered at once.</summary>
    Question = 1,

    /// <summary>Moves the robot or changes its mode: read back, and carried out only after a confirmation in time.</summary>
    Motion = 2,
}
