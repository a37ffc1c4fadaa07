namespace DexGrasp.Controller.Chunks;

/// <summary>A controller that plans for the time its own thinking takes.</summary>
public interface IDelayAware
{
    /// <summary>Gets or sets the time from an observation until the chunk made from it is in play. Whoever measures it sets it, between two calls of the controller. Range: 0 or more.</summary>
    TimeSpan InferenceDelay { get; set; }
}
