using DexGrasp.Core.Messages;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>What an operator wants done: either words or a target, never both.</summary>
/// <param name="Robot">Robot name.</param>
/// <param name="Words">An instruction for the planner; null when <paramref name="Target"/> is given. At most 2000 characters.</param>
/// <param name="Target">An object that was already pointed out; null when <paramref name="Words"/> are given.</param>
public sealed record GoalRequest(string Robot, string? Words, GraspGoal? Target = null);
