using DexGrasp.Core.Messages;
using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>A robot as an operator sees it, whatever carries the messages. Its events come one at a time.</summary>
internal interface IOperatorRobot
{
    /// <summary>Gets the newest mode; null while no driver host is there.</summary>
    GateMode? Mode { get; }

    /// <summary>Gets or sets who is told when <see cref="Mode"/> changed.</summary>
    Action? ModeChanged { get; set; }

    /// <summary>Gets or sets who is told what the run process tells.</summary>
    Action<PlanNews>? Told { get; set; }

    /// <summary>Gets or sets who is told of faults and of denied requests, in words.</summary>
    Action<string>? Warned { get; set; }

    /// <summary>Asks once for a stop.</summary>
    /// <returns>False when it could not be sent.</returns>
    Task<bool> SendStopAsync(string reason, CancellationToken end);

    /// <summary>Gives the run process a goal in words.</summary>
    /// <returns>False when it could not be sent.</returns>
    Task<bool> SendGoalAsync(string words, CancellationToken end);

    /// <summary>Asks once for the latch to be cleared.</summary>
    /// <returns>False when it could not be sent.</returns>
    Task<bool> SendResetAsync(CancellationToken end);

    /// <summary>Looks at the table.</summary>
    /// <returns>A sentence for people, and how the planner calls what it sees.</returns>
    /// <exception cref="TimeoutException">No pictures came.</exception>
    Task<(string Words, IReadOnlyList<string> Labels)> LookAsync(CancellationToken end);
}
