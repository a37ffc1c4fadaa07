using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Lifts a chunk's way over what stands between the hand and the target. A policy learns the way of the mean demonstration and cuts
/// corners; near the target, where it has to go between things, its way is its own.
/// </summary>
internal static class ApproachClearance
{
    /// <summary>How far from the target's bounds, seen from above, the policy's way is left alone. Unit: m.</summary>
    public const double NearM = 0.05;

    /// <summary>How far the grasp centre stays above what is within <see cref="HandRadiusM"/>. Unit: m.</summary>
    public const double ClearM = 0.05;

    /// <summary>What of the surroundings counts. Unit: m.</summary>
    public const double HandRadiusM = 0.06;

    // By how much the lift may differ from step to step: 0.6 m/s.
    private const double MostChangeM = 0.03;

    /// <summary>Changes the heights of a chunk in place.</summary>
    /// <param name="numbers">In the terms of <see cref="ChunkCode"/>, not normalised. Shape: [64 x 13]. Changed.</param>
    /// <param name="start">Where the chunk's ways begin: the grasp centre as commanded. Frame: world. Unit: m.</param>
    /// <param name="target">The target's bounds.</param>
    /// <param name="obstacles">What stands around.</param>
    /// <returns>The largest lift. Unit: m; 0 where the way was clear.</returns>
    public static double Apply(Span<float> numbers, Vector3d start, in TargetBounds target, ObstacleGrid obstacles)
    {
        Span<double> lift = stackalloc double[ActionChunk.Horizon];
        double most = 0;
        for (int k = 0; k < lift.Length; k++)
        {
            ReadOnlySpan<float> said = numbers[(k * RobotModel.Dof)..];
            double x = start.X + said[0], y = start.Y + said[1], z = start.Z + said[2];
            lift[k] = Beside(x, y, target) < NearM ? 0 : Math.Max(0, obstacles.Highest(x, y, HandRadiusM) + ClearM - z);
            most = Math.Max(most, lift[k]);
        }

        if (most == 0)
            return 0;
        for (int k = lift.Length - 2; k >= 0; k--)
            lift[k] = Math.Max(lift[k], lift[k + 1] - MostChangeM);
        for (int k = 1; k < lift.Length; k++)
            lift[k] = Math.Max(lift[k], lift[k - 1] - MostChangeM);
        for (int k = 0; k < lift.Length; k++)
            numbers[(k * RobotModel.Dof) + 2] += (float)lift[k];
        return most;
    }

    // How far a point is from the target's bounds, seen from above.
    private static double Beside(double x, double y, in TargetBounds target)
    {
        double dx = Math.Max(0, Math.Abs(x - target.Centre.X) - target.HalfExtents.X), dy = Math.Max(0, Math.Abs(y - target.Centre.Y) - target.HalfExtents.Y);
        return Math.Sqrt((dx * dx) + (dy * dy));
    }
}
