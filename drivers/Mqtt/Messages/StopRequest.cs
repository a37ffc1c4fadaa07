namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>A request for a controlled stop that latches.</summary>
/// <param name="Robot">Robot name.</param>
/// <param name="Reason">For the log and the operator. At most 512 characters.</param>
public sealed record StopRequest(string Robot, string Reason);
