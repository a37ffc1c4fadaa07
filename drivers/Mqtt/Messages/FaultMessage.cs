namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>JSON on event/fault: something that broke.</summary>
/// <param name="AtS">When, on the host's clock. Unit: s.</param>
/// <param name="Source">Which device or part: "arm and hand", "camera head", "broker".</param>
/// <param name="Words">What happened, what was done, what to do.</param>
public sealed record FaultMessage(double AtS, string Source, string Words);
