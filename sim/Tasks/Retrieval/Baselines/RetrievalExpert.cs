using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>A script of retrieval as an expert; it knows all poses.</summary>
/// <param name="environment">Where.</param>
/// <param name="script">Belongs to it from now on.</param>
public sealed class RetrievalExpert(RetrievalEnvironment environment, RetrievalScript script) : IExpert
{
    /// <inheritdoc/>
    public void Begin(ulong seed) => script.Begin(environment, seed);

    /// <inheritdoc/>
    public void Act(Span<float> action) => script.Act(action);
}
