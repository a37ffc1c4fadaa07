namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>An operator's request to clear a latch.</summary>
/// <param name="Robot">Robot name.</param>
/// <param name="OperatorToken">The token that the driver host was started with. At most 256 characters.</param>
public sealed record ResetRequest(string Robot, string OperatorToken);
