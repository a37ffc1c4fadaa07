namespace DexGrasp.Controller.Perception;

/// <summary>A DINOv2 model cannot be used; the message says which file, what is wrong with it, and what was expected.</summary>
public sealed class DinoModelException : Exception
{
    /// <summary>Makes it.</summary>
    public DinoModelException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
