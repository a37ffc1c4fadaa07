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
    /// <param name="starts">File of recorded states for a share of the episodes; null for none. Only where <see cref="From"/> is there.</param>
    public IVectorEnvironment MakeVector(int count, int threads, string? starts = null) => new VectorEnvironment(starts is null ? Make : From!(starts), count, threads);

    /// <summary>Gets what makes environments, some of whose episodes begin in recorded states, from the path of their file; null for a task that knows none. Default: null.</summary>
    public Func<string, Func<int, int, IEnvironment>>? From { get; init; }

    /// <summary>Gets the experts that can show the task, by name: each makes one environment with itself beside it. Default: none.</summary>
    public IReadOnlyDictionary<string, Func<int, int, GuidedEnvironment>> Experts { get; init; } = new Dictionary<string, Func<int, int, GuidedEnvironment>>();

    /// <summary>Gets the learned policy that can show the task; null where there is none.</summary>
    public EnvironmentTeacher? Teacher { get; init; }
}
