using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class TargetTrackerTests
{
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private static readonly CameraSpec Head = Workcell.Reference.Camera("head");
    private readonly RobotContext _context = new(Rm75.Model, Workcell.Reference);

    [Fact]
    public void Update_NothingMoved_KeepsTheMask()
    {
        SyntheticScene scene = With(0.30, 0.05);
        TargetTracker tracker = Begin(scene);
        Mask first = tracker.Mask!;

        for (int i = 1; i < 6; i++)
            tracker.Update(scene.Observe(Home, TimeSpan.FromSeconds(0.1 * i), i));

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(Overlap(first, tracker.Mask!), 0.9, 1);
    }

    [Fact]
    public void Update_ObjectWasPushed_FindsItAgain()
    {
        TargetTracker tracker = Begin(With(0.30, 0.05));

        Update(tracker, With(0.36, -0.02), 0.1);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 200, 5000);
        Assert.InRange((Centre(tracker.Mask) - Centre(Begin(With(0.36, -0.02)).Mask!)).Length, 0, 3);
    }

    [Fact]
    public void Update_ObjectIsGone_ReportsItLost()
    {
        TargetTracker tracker = Begin(With(0.30, 0.05));

        Update(tracker, new SyntheticScene().Box(0.20, -0.10, 0.05, 0.05, 0.06, 40, 160, 60), 0.1);

        Assert.Equal(TargetSight.Lost, tracker.Sight);
    }

    [Fact]
    public void Update_ObjectComesBack_FindsItAgain()
    {
        TargetTracker tracker = Begin(With(0.30, 0.05));
        Update(tracker, new SyntheticScene().Box(0.20, -0.10, 0.05, 0.05, 0.06, 40, 160, 60), 0.1);

        Update(tracker, With(0.25, 0.08), 0.5);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
    }

    [Fact]
    public void Update_SomethingStandsBefore_IsHiddenNotLost()
    {
        TargetTracker tracker = Begin(With(0.30, 0.05));
        // A wall between the camera, which stands to the left and behind, and the object.
        SyntheticScene walled = With(0.30, 0.05).Box(0.22, 0.14, 0.25, 0.02, 0.30, 90, 90, 90, 0.75);

        Update(tracker, walled, 0.1);

        Assert.Equal(TargetSight.Hidden, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 0, 60);
    }

    [Fact]
    public void Update_SameColouredThingInItsPlace_IsNotTakenForIt()
    {
        TargetTracker tracker = Begin(With(0.30, 0.05));

        // A blue box of the same size where the red ball was.
        Update(tracker, new SyntheticScene().Sphere(0.30, 0.05, 0.035, 30, 60, 200), 0.1);

        Assert.Equal(TargetSight.Lost, tracker.Sight);
    }

    [Fact]
    public void Update_ObjectRisesWithTheTool_IsFollowedInTheHand()
    {
        double[] low = Above(0.30, 0.05, 0.05), high = Above(0.30, 0.05, 0.12);
        low.AsSpan(RobotModel.ArmDof + 2).Fill(0.8);
        high.AsSpan(RobotModel.ArmDof + 2).Fill(0.8);
        var tracker = new TargetTracker(_context);
        SyntheticScene scene = With(0.30, 0.05);
        Assert.Null(tracker.Begin(scene.Observe(Home, TimeSpan.Zero, 0), scene.BoxOf(Head, 0)));
        tracker.Update(scene.Observe(low, TimeSpan.FromSeconds(0.1), 1));

        for (int i = 1; i <= 7; i++)
        {
            double rise = 0.01 * i;
            SyntheticScene lifted = new SyntheticScene().Sphere(0.30, 0.05, 0.035, 200, 40, 30, rise);
            double[] joints = [.. low.Zip(high, (a, b) => a + ((b - a) * i / 7))];
            tracker.Update(lifted.Observe(joints, TimeSpan.FromSeconds(0.1 + (0.1 * i)), i));
        }

        Assert.NotEqual(TargetSight.Lost, tracker.Sight);
    }

    [Fact]
    public void Begin_NoDepth_SaysWhatToCheck()
    {
        Observation observation = With(0.30, 0.05).Observe(Home, TimeSpan.Zero, 0);

        string? reason = new TargetTracker(_context).Begin(observation with { Head = observation.Head with { Depth = null } }, new BoundingBox(300, 200, 360, 260));

        Assert.Contains("depth", reason);
    }

    private static SyntheticScene With(double x, double y) => new SyntheticScene().Sphere(x, y, 0.035, 200, 40, 30);

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

    // Unit: px.
    private static Vector3d Centre(Mask mask)
    {
        Vector3d sum = default;
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0)
                sum += new Vector3d(i % mask.Width, i / mask.Width, 0);
        return sum / mask.Area();
    }

    private static void Update(TargetTracker tracker, SyntheticScene scene, double atS)
    {
        Observation seen = scene.Observe(Home, TimeSpan.FromSeconds(atS), 7);
        tracker.Update(seen with { Head = seen.Head with { CapturedAt = TimeSpan.FromSeconds(atS) } });
    }

    private TargetTracker Begin(SyntheticScene scene)
    {
        var tracker = new TargetTracker(_context);
        Assert.Null(tracker.Begin(scene.Observe(Home, TimeSpan.Zero, 0), scene.BoxOf(Head, 0)));
        return tracker;
    }

    private double[] Above(double x, double y, double z)
    {
        double[] joints = (double[])Home.Clone();
        var arm = new double[RobotModel.ArmDof];
        // The tool's z axis points down.
        var pose = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI), new Vector3d(x, y, z));
        Assert.True(_context.Inverse.SolveFresh(pose, Home, arm).Success);
        arm.CopyTo(joints, 0);
        return joints;
    }
}
