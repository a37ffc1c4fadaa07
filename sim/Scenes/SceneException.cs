namespace DexGrasp.Sim.Scenes;

/// <summary>A scene could not be made; the message says why and what to change.</summary>
public sealed class SceneException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SceneException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public SceneException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
