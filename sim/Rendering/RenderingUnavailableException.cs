namespace DexGrasp.Sim.Rendering;

/// <summary>No way to draw without a screen was found; the message names what was tried and the packages to install.</summary>
public sealed class RenderingUnavailableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was tried, what failed, what to do.</param>
    public RenderingUnavailableException(string message)
        : base(message)
    {
    }
}
