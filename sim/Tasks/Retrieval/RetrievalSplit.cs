namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Which objects a scene is made of. More of them than in training is a matter of <see cref="SettledLibraryOptions.Occluders"/>.</summary>
public enum RetrievalSplit
{
    /// <summary>Target and clutter as in training.</summary>
    Seen,

    /// <summary>Targets of shapes and sizes that training never combines, clutter as in training.</summary>
    UnseenTarget,

    /// <summary>Targets larger than any in training, clutter as in training.</summary>
    UnseenLargeTarget,

    /// <summary>Target as in training, clutter of shapes and sizes that training never combines.</summary>
    UnseenClutter,
}
