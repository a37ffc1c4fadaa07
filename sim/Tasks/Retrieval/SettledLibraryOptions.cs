namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Which settled scenes a library holds.</summary>
public sealed record SettledLibraryOptions
{
    /// <summary>Gets the number of scenes. Range: at least 1. Default: 64.</summary>
    public int Scenes { get; init; } = 64;

    /// <summary>Gets the seed; scene k is a function of this, k and the other options but the number of scenes. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Gets which objects there are. Default: as in training.</summary>
    public RetrievalSplit Split { get; init; } = RetrievalSplit.Seen;

    /// <summary>Gets how many objects beside the target each scene has. Range: 1 to 24. Default: 8.</summary>
    public int Occluders { get; init; } = 8;

    /// <summary>Gets where the target lies. Default: near the middle.</summary>
    public TargetPlacement Placement { get; init; } = TargetPlacement.Centre;

    /// <summary>Gets the exposure that a scene stays below. Range: above 0 to 1. Default: 0.2.</summary>
    public double MaxExposure { get; init; } = 0.2;

    /// <summary>Gets how often a scene may be drawn anew. Range: at least 1. Default: 200.</summary>
    public int MaxAttempts { get; init; } = 200;

    /// <summary>Gets the threads that drop scenes. Range: at least 1. Default: 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets what objects are like. Default: <see cref="RetrievalRanges.Default"/>.</summary>
    public RetrievalRanges Ranges { get; init; } = RetrievalRanges.Default;

    /// <summary>Gets where settled scenes are kept; null: <c>retrieval</c> in <see cref="Scenes.SceneCache.DefaultFolder"/>; empty: nowhere.</summary>
    public string? Folder { get; init; }
}
