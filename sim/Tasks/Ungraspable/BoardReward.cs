namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>What a step at the board was worth.</summary>
/// <param name="Reward">Of the step.</param>
/// <param name="Ended">Whether the task came to its end, good or bad.</param>
/// <param name="Success">Whether it was a good one.</param>
public readonly record struct BoardReward(double Reward, bool Ended, bool Success);
