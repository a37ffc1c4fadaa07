namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Weights of the reward's terms. A weight of 0 removes its term.</summary>
public sealed record RetrievalRewardOptions
{
    /// <summary>Gets how exposure is rewarded. Default: by its improvement.</summary>
    public PixelReward Pixel { get; init; } = PixelReward.Improvement;

    /// <summary>Gets the weight of exposure from 0 to 1. Default: 20.</summary>
    public double PixelWeight { get; init; } = 20;

    /// <summary>Gets the discount of the shaping; that of the learner. Range: 0 to 1. Default: 0.99.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Gets what a metre between the fingertips' mean and the target costs in a step, beyond <see cref="NearM"/>. Default: 0.5.</summary>
    public double DistanceWeight { get; init; } = 0.5;

    /// <summary>Gets the distance that costs nothing. Unit: m. Default: 0.05.</summary>
    public double NearM { get; init; } = 0.05;

    /// <summary>Gets the reward of a step in which the occluders within <see cref="NeighbourM"/> move at 0.1 m/s on average, the most that counts. Default: 0.2.</summary>
    public double StirWeight { get; init; } = 0.2;

    /// <summary>Gets the exposure from which stirring is no longer rewarded. Default: 0.05.</summary>
    public double StirBelow { get; init; } = 0.05;

    /// <summary>Gets the reward of each centimetre by which the occluders' mean level distance from the target grows. Default: 0.5.</summary>
    public double CleanWeight { get; init; } = 0.5;

    /// <summary>Gets the distance beyond which an occluder is no neighbour. Unit: m. Default: 0.12.</summary>
    public double NeighbourM { get; init; } = 0.12;

    /// <summary>Gets what the squared length of an action costs. Default: 0.005.</summary>
    public double ActionWeight { get; init; } = 0.005;

    /// <summary>Gets what each centimetre costs that the target moves. Default: 0.2.</summary>
    public double TargetMotionWeight { get; init; } = 0.2;

    /// <summary>Gets the reward of success. Default: 10.</summary>
    public double SuccessBonus { get; init; } = 10;

    /// <summary>Gets what it costs to lose the target from the box, which ends the episode. Default: 10.</summary>
    public double LossPenalty { get; init; } = 10;

    /// <summary>Gets what a step costs. Default: 0.2.</summary>
    public double TimeWeight { get; init; } = 0.2;

    /// <summary>
    /// Gets after how many steps the exposure that is rewarded is measured anew, by the simulator's rays and for the reward alone: a
    /// reading every ten steps would tell learning late which move it was. Range: at least 1. Default: 2.
    /// </summary>
    public int MeasureEverySteps { get; init; } = 2;
}
