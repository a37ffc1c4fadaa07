using DexGrasp.Sim.Tasks.Retrieval;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>How far scenes are from those of training.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Split">Which objects.</param>
/// <param name="Occluders">How many beside the target, if nobody asks for another number.</param>
/// <param name="Placement">Where the target lies.</param>
internal sealed record RetrievalLevel(string Name, RetrievalSplit Split, int Occluders = 8, TargetPlacement Placement = TargetPlacement.Centre)
{
    /// <summary>Gets all that there are; the first is the default.</summary>
    public static IReadOnlyList<RetrievalLevel> All { get; } =
    [
        new("seen", RetrievalSplit.Seen),
        new("unseen-target", RetrievalSplit.UnseenTarget),
        new("unseen-large", RetrievalSplit.UnseenLargeTarget),
        new("unseen-clutter", RetrievalSplit.UnseenClutter),
        new("denser", RetrievalSplit.Seen, 12),
        new("quadrants", RetrievalSplit.Seen, 8, TargetPlacement.Quadrants),
    ];

    /// <summary>Returns the level of a name.</summary>
    public static RetrievalLevel Find(string name) => All.First(level => level.Name == name);
}
