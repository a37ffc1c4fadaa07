namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>A request to take the lease, or to give it back.</summary>
/// <param name="Robot">Robot name.</param>
/// <param name="Lease">Random 128 bit, chosen by the sender and never used before.</param>
/// <param name="Client">Who asks, for the log. At most 256 characters.</param>
/// <param name="OperatorToken">Where one is needed, else empty. At most 256 characters.</param>
/// <param name="Release">True to give the lease back.</param>
public sealed record ArmRequest(string Robot, Guid Lease, string Client, string OperatorToken = "", bool Release = false);
