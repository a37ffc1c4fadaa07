using DexGrasp.Core.Images;

namespace DexGrasp.Core.Messages;

/// <summary>What the planner asks the controller to grasp next.</summary>
/// <param name="Instruction">One short sentence for people: "grasp the red cup left of the tin".</param>
/// <param name="Label">Two to four words that name the object.</param>
/// <param name="Box">The object in the head picture. Unit: px.</param>
/// <param name="HeadFrameNumber">Number of the head picture that <paramref name="Box"/> refers to.</param>
public sealed record GraspGoal(string Instruction, string Label, BoundingBox Box, long HeadFrameNumber)
{
    /// <summary>Gets how it is to be picked up. Default: grasped where it is.</summary>
    public GraspManner Manner { get; init; }
}
