using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Environments;

/// <summary>A task that can be learned.</summary>
/// <param name="Name">As it is asked for; the same as its environments' <see cref="EnvironmentSpec.Name"/>.</param>
/// <param name="Description">For people, in one line.</param>
/// <param name="Make">Makes one environment from its index and that of the thread that will step it.</param>
public sealed record EnvironmentEntry(string Name, string Description, Func<int, int, IEnvironment> Make)
{
    /// <summary>Makes environments that step together.</summary>
    /// <param name="count">Environments. Range: at least 1.</param>
    /// <param name="threads">Range: 1 to <paramref name="count"/>.</param>
    public IVectorEnvironment MakeVector(int count, int threads) => new VectorEnvironment(Make, count, threads);

    /// <summary>Gets the experts that can show the task, by name: each makes one environment with itself beside it. Default: none.</summary>
    public IReadOnlyDictionary<string, Func<int, int, GuidedEnvironment>> Experts { get; init; } = new Dictionary<string, Func<int, int, GuidedEnvironment>>();

    /// <summary>Gets the learned policy that can show the task; null where there is none.</summary>
    public EnvironmentTeacher? Teacher { get; init; }
}
