using DexGrasp.Core.Robots;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>Makes targets as a broken or hostile policy might: limits give or take one bit, jumps, flips, no numbers at all.</summary>
internal static class Adversary
{
    private static readonly double[] Special =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.MinValue, double.Epsilon, 0.0, -0.0, 1e300, -1e300,
    ];

    /// <summary>Changes the wanted targets in place.</summary>
    public static void Next(Random random, RobotModel robot, ReadOnlySpan<double> lastCommand, double[] wanted)
    {
        int style = random.Next(10);
        for (int i = 0; i < RobotModel.Dof; i++)
            wanted[i] = Target(random, style < 8 ? style : random.Next(8), robot.Limits[i], lastCommand[i], wanted[i]);
        if (random.Next(20) == 0)
            wanted[random.Next(RobotModel.Dof)] = Special[random.Next(Special.Length)];
    }

    private static double Target(Random random, int style, JointLimit limit, double last, double before) => style switch
    {
        0 => random.Next(2) == 0 ? Math.BitIncrement(limit.UpperRad) : limit.UpperRad,
        1 => random.Next(2) == 0 ? Math.BitDecrement(limit.LowerRad) : limit.LowerRad,
        2 => limit.LowerRad + (random.NextDouble() * (limit.UpperRad - limit.LowerRad)),
        3 => -before,
        4 => last + ((random.NextDouble() - 0.5) * 0.05),
        5 => before,
        6 => last + (random.Next(2) == 0 ? 1 : -1) * Math.ScaleB(1, -random.Next(60)),
        _ => random.Next(2) == 0 ? 10 * limit.UpperRad : 10 * limit.LowerRad,
    };
}
