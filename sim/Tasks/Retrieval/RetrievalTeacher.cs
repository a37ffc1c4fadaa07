using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>A policy that sees all poses as the expert of one that does not (Retrieval Dexterity, arXiv 2502.18423).</summary>
/// <param name="environment">What it sees.</param>
/// <param name="actor">A policy of the task <see cref="RetrievalEnvironment.Name"/>.</param>
public sealed class RetrievalTeacher(RetrievalEnvironment environment, IActor actor) : IExpert
{
    private readonly float[] _seen = new float[RetrievalEnvironment.WristObservationSize];

    /// <inheritdoc/>
    public void Begin(ulong seed)
    {
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        environment.Observe(_seen, []);
        actor.Act(_seen, action);
    }
}
