namespace DexGrasp.Controller.Perception;

/// <summary>The ways to keep the target's mask.</summary>
public enum TrackerKind
{
    /// <summary>A small network finds the mask in each picture from the one before.</summary>
    Network,

    /// <summary>The points of the first mask are looked up in each picture, without learned weights.</summary>
    Classical,

    /// <summary>Models that a user supplies: Segment Anything, and one that takes its mask from picture to picture (<see cref="MaskModels"/>).</summary>
    Supplied,
}
