namespace DexGrasp.App.Evaluation.LongHorizon;

/// <summary>One column of the paper's long-horizon table: a kind of prompt, or all.</summary>
/// <param name="Success">Tasks done.</param>
/// <param name="AttemptsPerGrasp">Grasps tried for each object that is meant and came into the tray; 0 where none did.</param>
/// <param name="Proposal">Right objects chosen.</param>
/// <param name="Box">Boxes that fit.</param>
/// <param name="Grasp">Grasps after which the object was in the hand.</param>
/// <param name="Completion">Completion checks that were right.</param>
/// <param name="Verification">Verifications that were right; the paper has no such row.</param>
/// <param name="Counts">What the rates come from, with the confusion matrix of verification.</param>
public sealed record LongHorizonRow(
    RateInterval Success, double AttemptsPerGrasp, RateInterval Proposal, RateInterval Box, RateInterval Grasp, RateInterval Completion, RateInterval Verification, StageCounts Counts)
{
    /// <summary>Sums episodes up.</summary>
    public static LongHorizonRow Of(IReadOnlyCollection<LongHorizonEpisode> episodes)
    {
        StageCounts c = episodes.Aggregate(StageCounts.None, (sum, e) => sum + e.Counts);
        int placed = episodes.Sum(e => e.Placed);
        return new LongHorizonRow(
            RateInterval.Wilson(episodes.Count(e => e.Success), episodes.Count), placed == 0 ? 0 : (double)episodes.Sum(e => e.Attempts) / placed,
            RateInterval.Wilson(c.RightProposals, c.Proposals), RateInterval.Wilson(c.RightBoxes, c.Boxes), RateInterval.Wilson(c.RightGrasps, c.Grasps),
            RateInterval.Wilson(c.RightChecks, c.Checks), RateInterval.Wilson(c.RightVerifications, c.Verifications), c);
    }
}
