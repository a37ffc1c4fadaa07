namespace DexGrasp.Planner.Loops;

/// <summary>How often the grasp loop tries.</summary>
public sealed class GraspLoopLimits
{
    /// <summary>Gets the grasps of one object before it is left alone. Range: 1 to 10. Default: 3.</summary>
    public int AttemptsPerObject { get; init; } = 3;

    /// <summary>Gets the grasps of one task in all. Range: 1 to 200. Default: 40.</summary>
    public int AttemptsPerTask { get; init; } = 40;

    /// <summary>Gets how often in a row a chosen object may be lost from view before the task fails. Range: 1 to 10. Default: 3.</summary>
    public int LooksPerObject { get; init; } = 3;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check(AttemptsPerObject, 10, nameof(AttemptsPerObject));
        Check(AttemptsPerTask, 200, nameof(AttemptsPerTask));
        Check(LooksPerObject, 10, nameof(LooksPerObject));
    }

    private static void Check(int value, int most, string name)
    {
        if (value < 1 || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be 1 to {most}.");
    }
}
