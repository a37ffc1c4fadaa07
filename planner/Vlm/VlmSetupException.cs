namespace DexGrasp.Planner.Vlm;

/// <summary>An option, prompt file or recording cannot be used; nothing was asked.</summary>
public sealed class VlmSetupException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">Which one, what is wrong, and what is allowed.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public VlmSetupException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
