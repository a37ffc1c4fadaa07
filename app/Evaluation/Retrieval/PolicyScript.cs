using DexGrasp.Core.Environments;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Sim.Tasks.Retrieval.Baselines;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>A learned policy in a script's place, so that the same loop counts the same things. It sees what the environment shows, with the noise and delay of training.</summary>
/// <param name="actor">May be shared between threads if it allows that.</param>
internal sealed class PolicyScript(IActor actor) : RetrievalScript
{
    private readonly float[] _seen = new float[RetrievalEnvironment.WristObservationSize];

    /// <inheritdoc/>
    public override string Name => RetrievalMethod.Policy;

    /// <inheritdoc/>
    public override RetrievalOptions Options { get; } = new();

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        Environment.Observe(_seen, []);
        actor.Act(_seen, action);
    }

    /// <inheritdoc/>
    protected override void Start()
    {
    }
}
