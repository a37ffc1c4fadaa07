using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// The reward of a step: the paper's terms r_dist, r_stir, r_clean and r_pixel (arXiv 2502.18423, whose formulas are not public; these
/// are ours), penalties and a bonus.
/// </summary>
/// <remarks>Allocates nothing after the constructor.</remarks>
/// <param name="options">Weights.</param>
internal sealed class RetrievalReward(RetrievalRewardOptions options)
{
    private const double FullStirMPerS = 0.1, StepsOfLevel = 200, CentimetresPerMetre = 100;
    private double _exposure, _neighboursM;
    private Vector3d _target;

    /// <summary>Starts from the present.</summary>
    public void Begin(RetrievalSimulation simulation, double exposure)
    {
        (_exposure, _neighboursM, _target) = (exposure, NeighboursM(simulation), simulation.WorldFromObjects[0].Translation);
    }

    /// <summary>Returns the reward of the step that has just been made.</summary>
    /// <param name="simulation">After the step.</param>
    /// <param name="action">Limited to -1 to 1.</param>
    /// <param name="exposure">As last measured.</param>
    /// <param name="success">Whether the target is uncovered.</param>
    /// <param name="lost">Whether it left the box.</param>
    public double Step(RetrievalSimulation simulation, ReadOnlySpan<float> action, double exposure, bool success, bool lost)
    {
        Vector3d target = simulation.WorldFromObjects[0].Translation;
        double neighbours = NeighboursM(simulation), squares = 0;
        foreach (float a in action)
            squares += a * a;
        double reward = options.Pixel switch
        {
            PixelReward.Improvement => options.PixelWeight * ((options.Discount * exposure) - _exposure),
            PixelReward.Level => options.PixelWeight * exposure / StepsOfLevel,
            _ => 0,
        };
        reward -= options.DistanceWeight * Math.Max(0, (Hand(simulation) - target).Length - options.NearM);
        reward += exposure < options.StirBelow ? options.StirWeight * Stir(simulation) : 0;
        reward += options.CleanWeight * CentimetresPerMetre * (neighbours - _neighboursM);
        reward -= options.TimeWeight + (options.ActionWeight * squares);
        reward -= options.TargetMotionWeight * CentimetresPerMetre * (target - _target).Length;
        reward += (success ? options.SuccessBonus : 0) - (lost ? options.LossPenalty : 0);
        (_exposure, _neighboursM, _target) = (exposure, neighbours, target);
        return reward;
    }

    private static Vector3d Hand(RetrievalSimulation simulation)
    {
        Vector3d sum = Vector3d.Zero;
        foreach (Vector3d tip in simulation.Fingertips)
            sum += tip;
        return sum / simulation.Fingertips.Length;
    }

    private double Stir(RetrievalSimulation simulation)
    {
        double sum = 0;
        int near = 0;
        for (int i = 1; i < simulation.Objects; i++)
            if (LevelDistance(simulation, i) < options.NeighbourM)
                (sum, near) = (sum + simulation.Velocities[i].Length, near + 1);
        return near == 0 ? 0 : Math.Min(1, sum / near / FullStirMPerS);
    }

    private double NeighboursM(RetrievalSimulation simulation)
    {
        double sum = 0;
        for (int i = 1; i < simulation.Objects; i++)
            sum += Math.Min(LevelDistance(simulation, i), options.NeighbourM);
        return sum / (simulation.Objects - 1);
    }

    private static double LevelDistance(RetrievalSimulation simulation, int index)
    {
        Vector3d away = simulation.WorldFromObjects[index].Translation - simulation.WorldFromObjects[0].Translation;
        return Math.Sqrt((away.X * away.X) + (away.Y * away.Y));
    }
}
