namespace DexGrasp.App.Operators;

/// <summary>How far a stop is.</summary>
/// <param name="Number">Rises with each stop asked for here.</param>
/// <param name="Phase">"sent", "latched", or "unconfirmed": the driver host did not answer in time.</param>
/// <param name="AfterMs">Time since the stop was asked for. Unit: ms.</param>
internal sealed record StopNotice(long Number, string Phase, double AfterMs)
{
    /// <summary>The stop is on its way.</summary>
    public const string Sent = "sent";

    /// <summary>The robot stands and is latched.</summary>
    public const string Latched = "latched";

    /// <summary>Nothing confirmed it in time.</summary>
    public const string Unconfirmed = "unconfirmed";
}
