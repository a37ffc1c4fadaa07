using System.Text.Json;
using DexGrasp.App.Operators;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.App.WebConsole;

/// <summary>All that is known at a moment; the first message to a browser and the answer of /api/state.</summary>
/// <param name="Type">"welcome" or "snapshot".</param>
/// <param name="Health">Whether the robot can be reached.</param>
/// <param name="Status">Newest status of the driver host; null before the first.</param>
/// <param name="Dialogue">What was said.</param>
/// <param name="Stop">The newest stop that was asked for here; null before the first.</param>
/// <param name="Plan">The planner's newest decisions, oldest first.</param>
/// <param name="Gate">The gate's newest decisions, oldest first.</param>
/// <param name="Faults">The newest faults, oldest first.</param>
internal sealed record ConsoleSnapshot(
    string Type, RobotHealth Health, StatusMessage? Status, DialogueView Dialogue, StopNotice? Stop,
    IReadOnlyList<PlanMessage> Plan, IReadOnlyList<GateEventMessage> Gate, IReadOnlyList<FaultMessage> Faults)
{
    /// <summary>Gets the newest state; null before the first and in the first message to a browser.</summary>
    public JsonElement? State { get; init; }

    /// <summary>Gets the browsers that are there; null in the first message to a browser.</summary>
    public IReadOnlyList<BrowserReport>? Browsers { get; init; }
}
