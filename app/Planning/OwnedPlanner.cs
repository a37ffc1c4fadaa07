using DexGrasp.Planner;

namespace DexGrasp.App.Planning;

/// <summary>A planner with what has to be closed after it: connections and recordings.</summary>
/// <param name="planner">The planner.</param>
/// <param name="owned">Is disposed of with this; null for nothing.</param>
public sealed class OwnedPlanner(IPlanner planner, IDisposable? owned) : IDisposable
{
    /// <summary>Gets the planner.</summary>
    public IPlanner Planner => planner;

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();
}
