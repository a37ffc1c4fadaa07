using CsCheck;
using DexGrasp.Controller.Motion;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Motion;

public sealed class JointTrajectoryTests
{
    private static readonly RobotModel Robot = Rm75.Model;

    private static readonly Gen<double[]> Posture = Gen.Double[0, 1].Array[RobotModel.Dof].Select(shares =>
    {
        var positions = new double[RobotModel.Dof];
        for (int i = 0; i < positions.Length; i++)
            positions[i] = Robot.Limits[i].LowerRad + (shares[i] * (Robot.Limits[i].UpperRad - Robot.Limits[i].LowerRad));
        return positions;
    });

    [Fact]
    public void Sample_AnyWaypoints_KeepsSpeedAndAccelerationWithRoomForThePlayout() => Posture.Array[2, 5].Sample(waypoints =>
    {
        var trajectory = new JointTrajectory(Robot, TimeSpan.Zero, waypoints);
        int steps = (int)Math.Ceiling(trajectory.DurationS / ActionChunk.PeriodS) + 1;
        var positions = new double[steps + 2][];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = new double[RobotModel.Dof];
            trajectory.Sample(TimeSpan.FromSeconds((i - 1) * ActionChunk.PeriodS), positions[i]);
        }

        for (int i = 1; i < positions.Length - 1; i++)
            for (int j = 0; j < RobotModel.Dof; j++)
            {
                double before = (positions[i][j] - positions[i - 1][j]) / ActionChunk.PeriodS, after = (positions[i + 1][j] - positions[i][j]) / ActionChunk.PeriodS;
                Assert.True(Math.Abs(after) <= 0.7 * Robot.Limits[j].MaxSpeedRadPerS, $"joint {j}: {after} rad/s");
                Assert.True(Math.Abs(after - before) / ActionChunk.PeriodS <= 0.55 * Robot.Limits[j].MaxAccelerationRadPerS2, $"joint {j}: {(after - before) / ActionChunk.PeriodS} rad/s^2");
            }
    }, iter: 60, threads: 1);

    [Fact]
    public void Chunk_AtStart_BeginsWhereTheRobotIsAndEndsAtTheTarget()
    {
        double[] from = Robot.HomeRad.ToArray(), to = Robot.HomeRad.ToArray();
        to[0] += 0.3;
        to[8] += 0.5;
        var trajectory = new JointTrajectory(Robot, TimeSpan.FromSeconds(5), [from, to]);
        ActionChunk chunk = trajectory.Chunk(TimeSpan.FromSeconds(5));
        Assert.Equal(ActionChunk.Horizon, chunk.Steps);
        for (int j = 0; j < RobotModel.Dof; j++)
        {
            Assert.InRange(chunk.Step(0)[j] - from[j], -0.01, 0.01);
            Assert.Equal(to[j], chunk.Step(ActionChunk.Horizon - 1)[j], 9);
        }
    }

    [Fact]
    public void Chunk_MadeLater_ContinuesTheEarlierOne()
    {
        double[] from = Robot.HomeRad.ToArray(), to = Robot.HomeRad.ToArray();
        to[1] += 0.8;
        var trajectory = new JointTrajectory(Robot, TimeSpan.Zero, [from, to]);
        ActionChunk early = trajectory.Chunk(TimeSpan.Zero), late = trajectory.Chunk(TimeSpan.FromSeconds(0.5));
        Assert.Equal(early.Step(14)[1], late.Step(4)[1], 9);
    }

    [Fact]
    public void Sample_PastWaypoints_NeverSwingsBeyondThem() => Posture.Array[3, 5].Sample(waypoints =>
    {
        var trajectory = new JointTrajectory(Robot, TimeSpan.Zero, waypoints);
        var position = new double[RobotModel.Dof];
        for (int i = 0; i <= 100; i++)
        {
            trajectory.Sample(TimeSpan.FromSeconds(trajectory.DurationS * i / 100), position);
            for (int j = 0; j < RobotModel.Dof; j++)
                Assert.InRange(position[j], waypoints.Min(w => w[j]) - 1e-9, waypoints.Max(w => w[j]) + 1e-9);
        }
    }, iter: 40, threads: 1);

    [Fact]
    public void Sample_OneWaypoint_Stays()
    {
        double[] home = Robot.HomeRad.ToArray();
        var position = new double[RobotModel.Dof];
        new JointTrajectory(Robot, TimeSpan.Zero, [home]).Sample(TimeSpan.FromSeconds(1), position);
        Assert.Equal(home, position);
    }
}
