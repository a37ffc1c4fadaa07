namespace DexGrasp.Sim.Mujoco;

/// <summary>The physics library is missing, of an unknown version, or does not behave as its layout table says; the message names the remedy.</summary>
public sealed class MujocoUnavailableException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was looked for, what was found, what to do.</param>
    public MujocoUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception with its cause.</summary>
    /// <param name="message">What was looked for, what was found, what to do.</param>
    /// <param name="innerException">The loader's error.</param>
    public MujocoUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
