namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>How often each stage of the grasp loop was right, by the true state.</summary>
/// <param name="Proposals">Objects chosen.</param>
/// <param name="RightProposals">Those that were meant and still on the table.</param>
/// <param name="Boxes">Boxes given to the controller, and looks that found none for a chosen object.</param>
/// <param name="RightBoxes">Boxes that overlap the visible pixels' box of the object they show by at least half.</param>
/// <param name="Grasps">Grasps tried.</param>
/// <param name="RightGrasps">Grasps after which the object of the box was off the table and in the hand.</param>
/// <param name="HeldSaidHeld">Verifications: in the hand, and said so.</param>
/// <param name="HeldSaidNot">In the hand, but taken for missed.</param>
/// <param name="NotSaidHeld">Not in the hand, but taken for held.</param>
/// <param name="NotSaidNot">Not in the hand, and said so.</param>
/// <param name="Checks">Completion checks.</param>
/// <param name="RightChecks">Those that agree with what was left to do.</param>
public sealed record StageCounts(
    int Proposals, int RightProposals, int Boxes, int RightBoxes, int Grasps, int RightGrasps,
    int HeldSaidHeld, int HeldSaidNot, int NotSaidHeld, int NotSaidNot, int Checks, int RightChecks)
{
    /// <summary>Gets no counts.</summary>
    public static StageCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>Gets the verifications that were right.</summary>
    public int RightVerifications => HeldSaidHeld + NotSaidNot;

    /// <summary>Gets the verifications.</summary>
    public int Verifications => HeldSaidHeld + HeldSaidNot + NotSaidHeld + NotSaidNot;

    /// <summary>Adds two counts.</summary>
    public static StageCounts operator +(StageCounts a, StageCounts b) => new(
        a.Proposals + b.Proposals, a.RightProposals + b.RightProposals, a.Boxes + b.Boxes, a.RightBoxes + b.RightBoxes, a.Grasps + b.Grasps, a.RightGrasps + b.RightGrasps,
        a.HeldSaidHeld + b.HeldSaidHeld, a.HeldSaidNot + b.HeldSaidNot, a.NotSaidHeld + b.NotSaidHeld, a.NotSaidNot + b.NotSaidNot, a.Checks + b.Checks, a.RightChecks + b.RightChecks);
}
