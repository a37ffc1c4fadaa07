namespace DexGrasp.Planner.Vlm;

/// <summary>What a model is asked; each has a prompt file of its own.</summary>
public enum VlmTask
{
    /// <summary>What do the person's words ask for, and is it something that this robot does?</summary>
    Understanding,

    /// <summary>Is anything left to do?</summary>
    Completion,

    /// <summary>Which object is next, and why?</summary>
    Proposal,

    /// <summary>Where is that object in the picture?</summary>
    Box,

    /// <summary>Is the object in the hand?</summary>
    Grasp,
}
