using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class InverseKinematicsTests
{
    private static readonly InverseKinematics Solver = new(Rm75.Model);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Solve_RandomReachablePoses_ComesBackToThem(bool freeToolTurn)
    {
        var random = new Random(17);
        var found = new double[7];
        var failures = new List<string>();
        for (int trial = 0; trial < 300; trial++)
        {
            double[] posture = RandomPosture(random, marginRad: 0.1);
            RigidTransform pose = Solver.Kinematics.WorldFromTool(posture);
            InverseKinematicsResult result = Solver.Solve(pose, Rm75.Model.HomeRad.Span, found, freeToolTurn);
            RigidTransform back = Solver.Kinematics.WorldFromTool(found);
            double axisError = Math.Acos(Math.Min(1, Vector3d.Dot(back.Rotation * new Vector3d(0, 0, 1), pose.Rotation * new Vector3d(0, 0, 1))));
            double turnError = freeToolTurn ? axisError : back.Rotation.AngleTo(pose.Rotation);
            if (!result.Success || (back.Translation - pose.Translation).Length > 0.0005 || turnError > 0.005)
                failures.Add($"{trial}: {result}");
        }

        Assert.True(failures.Count <= 3, $"{failures.Count} of 300 failed: {string.Join("; ", failures.Take(5))}");
    }

    [Theory]
    [InlineData(0.29, 0.0, -0.40)]
    [InlineData(0.95, 0.0, 0.05)]
    [InlineData(0.29, 0.9, 0.30)]
    public void Solve_PoseOutOfReach_SaysSoAndStaysWithinLimits(double x, double y, double z)
    {
        var found = new double[7];
        InverseKinematicsResult result = Solver.Solve(new RigidTransform(Downwards(0), new Vector3d(x, y, z)), Rm75.Model.HomeRad.Span, found);
        Assert.False(result.Success);
        Assert.True(result.PositionErrorM > 0.0005 || result.RotationErrorRad > 0.005, result.ToString());
        Assert.True(result.LimitMarginRad >= 0, result.ToString());
        Assert.All(found, q => Assert.True(double.IsFinite(q)));
    }

    [Fact]
    public void Track_SmallStepsAlongALine_NeverJumps()
    {
        var q = Rm75.Model.HomeRad[..7].ToArray();
        RigidTransform start = Solver.Kinematics.WorldFromTool(q);
        var end = new Vector3d(0.42, -0.18, 0.08);
        for (int step = 1; step <= 100; step++)
        {
            double[] before = [.. q];
            var pose = new RigidTransform(start.Rotation, start.Translation + ((end - start.Translation) * (step / 100.0)));
            Assert.True(Solver.Track(pose, q, q).Success, $"lost the line at step {step}");
            Assert.True(q.Zip(before).All(p => Math.Abs(p.First - p.Second) < 0.15), $"jumped at step {step}");
        }
    }

    [Fact]
    public void Solve_CalledAgain_GivesTheSameBitsAndAllocatesNothing()
    {
        var pose = new RigidTransform(Downwards(0.7), new Vector3d(0.4, 0.1, 0.05));
        var first = new double[7];
        var second = new double[7];
        Solver.Solve(pose, Rm75.Model.HomeRad.Span, first);
        Solver.SolveFresh(pose, Rm75.Model.HomeRad.Span, second);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Solver.Solve(pose, Rm75.Model.HomeRad.Span, second);
        Solver.SolveFresh(pose, Rm75.Model.HomeRad.Span, second);
        Solver.Solve(pose, Rm75.Model.HomeRad.Span, second);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(first, second);
    }

    [Fact]
    public void HomePose_OfTheReferenceRobot_PointsDownAboveTheTray()
    {
        RigidTransform tool = Solver.Kinematics.WorldFromTool(Rm75.Model.HomeRad.Span);
        Assert.True((tool.Rotation * new Vector3d(0, 0, 1)).Z < -0.99, tool.ToString());
        Assert.True(tool.Translation.Y < -0.3 && tool.Translation.Z is > 0.3 and < 0.4, tool.ToString());
        Assert.True(Solver.Evaluate(tool, Rm75.Model.HomeRad.Span).LimitMarginRad > 0.2);
    }

    private static Rotation Downwards(double yawRad)
    {
        var x = new Vector3d(Math.Cos(yawRad), Math.Sin(yawRad), 0);
        var z = new Vector3d(0, 0, -1);
        return Rotation.FromColumns(x, Vector3d.Cross(z, x), z);
    }

    private static double[] RandomPosture(Random random, double marginRad)
    {
        var posture = new double[7];
        for (int i = 0; i < 7; i++)
        {
            JointLimit limit = Rm75.Model.Limits[i];
            posture[i] = limit.LowerRad + marginRad + (random.NextDouble() * (limit.UpperRad - limit.LowerRad - (2 * marginRad)));
        }

        return posture;
    }
}
