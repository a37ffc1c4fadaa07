using DexGrasp.Drivers.Host;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>JSON on status: whether a driver host is there, and how it fares. Published at each change of mode and once a second.</summary>
/// <param name="Status">"online", or "offline" from the last will or at the end.</param>
/// <param name="Robot">Robot name.</param>
/// <param name="Mode">What the gate does with commands.</param>
/// <param name="AtS">Host's clock. Unit: s.</param>
/// <param name="RateHz">Ticks per second of the host's clock. Unit: Hz.</param>
/// <param name="Cameras">Camera names.</param>
/// <param name="Loop">Timing of the loop; null while offline.</param>
/// <param name="Accepted">Chunks accepted since start.</param>
/// <param name="RefusedByReason">Chunks refused since start, by reason.</param>
/// <param name="DroppedFrames">Pictures that were not published in time since start, by camera.</param>
/// <param name="DroppedStates">States that were not published since start.</param>
/// <param name="Overruns">Commands dropped since start because too many came at once.</param>
public sealed record StatusMessage(
    string Status, string Robot, string Mode, double AtS, double RateHz, IReadOnlyList<string> Cameras, LoopTimes? Loop,
    long Accepted, IReadOnlyDictionary<string, long> RefusedByReason, IReadOnlyDictionary<string, long> DroppedFrames, long DroppedStates, long Overruns)
{
    /// <summary>Makes the message that stands at the broker while no driver host runs.</summary>
    public static StatusMessage Offline(string robot) => new(
        "offline", robot, "Disarmed", 0, 0, [], null, 0, new Dictionary<string, long>(), new Dictionary<string, long>(), 0, 0);
}
