namespace DexGrasp.Core.Environments;

/// <summary>
/// Somebody who can do a task and shows it: a script that knows the state, or a policy that sees more than its student. Belongs to one
/// environment. One thread at a time.
/// </summary>
public interface IExpert
{
    /// <summary>Begins an episode; the environment has just been reset.</summary>
    /// <param name="seed">Decides what is random.</param>
    void Begin(ulong seed);

    /// <summary>Writes what it would do now, whoever drove there. Called once a control step.</summary>
    /// <param name="action">Shape: [ActionSize]. Range: -1 to 1.</param>
    void Act(Span<float> action);
}
