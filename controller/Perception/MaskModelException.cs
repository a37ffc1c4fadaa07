namespace DexGrasp.Controller.Perception;

/// <summary>Models that find masks cannot be used; the message says why.</summary>
public sealed class MaskModelException : Exception
{
    /// <summary>Makes it.</summary>
    public MaskModelException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
