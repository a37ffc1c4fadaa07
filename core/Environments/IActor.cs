namespace DexGrasp.Core.Environments;

/// <summary>A policy in use: from an observation to an action, without exploration. One thread at a time.</summary>
public interface IActor
{
    /// <summary>Acts.</summary>
    /// <param name="observation">As the task's environment writes it.</param>
    /// <param name="action">Receives numbers from -1 to 1.</param>
    void Act(ReadOnlySpan<float> observation, Span<float> action);
}
