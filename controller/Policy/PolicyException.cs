namespace DexGrasp.Controller.Policy;

/// <summary>A policy cannot be used; the message says what is wrong with which file and what to do.</summary>
public sealed class PolicyException : Exception
{
    /// <summary>Makes the exception.</summary>
    public PolicyException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
