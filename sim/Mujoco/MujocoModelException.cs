namespace DexGrasp.Sim.Mujoco;

/// <summary>A model description was refused; the message carries MuJoCo's own text.</summary>
public sealed class MujocoModelException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">MuJoCo's text and what to do.</param>
    public MujocoModelException(string message)
        : base(message)
    {
    }
}
