using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class TargetTrackerTests : TargetTrackerContract
{
    private readonly RobotContext _context = new(Rm75.Model, Workcell.Reference);

    [Fact]
    public void Update_NothingMoved_KeepsTheMask()
    {
        SyntheticScene scene = TrackedBall.At(0.30, 0.05);
        TargetTracker tracker = Begin(scene);
        Mask first = tracker.Mask!;

        for (int i = 1; i < 6; i++)
            tracker.Update(scene.Observe(TrackedBall.Home, TimeSpan.FromSeconds(0.1 * i), i));

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(Overlap(first, tracker.Mask!), 0.9, 1);
    }

    [Fact]
    public void Update_ObjectIsGone_ReportsItLost()
    {
        TargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));

        tracker.Show(new SyntheticScene().Box(0.20, -0.10, 0.05, 0.05, 0.06, 40, 160, 60), 0.1);

        Assert.Equal(TargetSight.Lost, tracker.Sight);
    }

    [Fact]
    public void Update_ObjectComesBack_FindsItAgain()
    {
        TargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));
        tracker.Show(new SyntheticScene().Box(0.20, -0.10, 0.05, 0.05, 0.06, 40, 160, 60), 0.1);

        tracker.Show(TrackedBall.At(0.25, 0.08), 0.5);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
    }

    [Fact]
    public void Update_SomethingStandsBefore_HasHardlyAMask()
    {
        TargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));

        tracker.Show(TrackedBall.Walled(), 0.1);

        Assert.Equal(TargetSight.Hidden, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 0, 60);
    }

    [Fact]
    public void Update_ObjectRisesWithTheTool_IsFollowedInTheHand()
    {
        double[] low = Above(0.30, 0.05, 0.05), high = Above(0.30, 0.05, 0.12);
        low.AsSpan(RobotModel.ArmDof + 2).Fill(0.8);
        high.AsSpan(RobotModel.ArmDof + 2).Fill(0.8);
        SyntheticScene scene = TrackedBall.At(0.30, 0.05);
        TargetTracker tracker = Begin(scene);
        tracker.Update(scene.Observe(low, TimeSpan.FromSeconds(0.1), 1));

        for (int i = 1; i <= 7; i++)
        {
            double rise = 0.01 * i;
            SyntheticScene lifted = TrackedBall.At(0.30, 0.05, rise);
            double[] joints = [.. low.Zip(high, (a, b) => a + ((b - a) * i / 7))];
            tracker.Update(lifted.Observe(joints, TimeSpan.FromSeconds(0.1 + (0.1 * i)), i));
        }

        Assert.NotEqual(TargetSight.Lost, tracker.Sight);
    }

    private static double Overlap(Mask a, Mask b)
    {
        int both = 0, any = 0;
        for (int i = 0; i < a.Pixels.Length; i++)
        {
            both += a.Pixels[i] & b.Pixels[i];
            any += a.Pixels[i] | b.Pixels[i];
        }

        return (double)both / any;
    }

    private TargetTracker Begin(SyntheticScene scene) => TrackedBall.Begin(new TargetTracker(_context), scene);

    protected override ITargetTracker Make() => new TargetTracker(_context);

    private double[] Above(double x, double y, double z)
    {
        double[] joints = (double[])TrackedBall.Home.Clone();
        var arm = new double[RobotModel.ArmDof];
        // The tool's z axis points down.
        var pose = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI), new Vector3d(x, y, z));
        Assert.True(_context.Inverse.SolveFresh(pose, TrackedBall.Home, arm).Success);
        arm.CopyTo(joints, 0);
        return joints;
    }
}
