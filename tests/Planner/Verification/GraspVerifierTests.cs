using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;
using DexGrasp.Tests.Planner.Grounding;
using Xunit;

namespace DexGrasp.Tests.Planner.Verification;

public sealed class GraspVerifierTests
{
    private const int Width = 640;
    private const int Height = 480;
    private static readonly BoundingBox Place = new(300, 250, 340, 300);
    private static readonly RobotModel Robot = Rm75.Model;

    [Fact]
    public void Verify_PlaceEmptyAndFingersStopped_IsHeld()
    {
        GraspVerdict verdict = Judge(remains: false, finger: 0.8, wanted: 1.1);
        Assert.True(verdict.Held);
        Assert.Contains("its place is empty", verdict.Reason, StringComparison.Ordinal);
        Assert.Contains("4 fingers stopped on something", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_ObjectStillInPlace_IsNotHeld()
    {
        GraspVerdict verdict = Judge(remains: true, finger: 0.8, wanted: 1.1);
        Assert.False(verdict.Held);
        Assert.Contains("it still lies in its place", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PushedAwayAndFingersClosedFully_IsNotHeld()
    {
        GraspVerdict verdict = Judge(remains: false, finger: 1.42, wanted: 1.42);
        Assert.False(verdict.Held);
        Assert.Contains("closed fully", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_PlaceHiddenByTheArm_SaysSoAndGoesByTheFingers()
    {
        GraspVerdict held = Judge(remains: false, finger: 0.8, wanted: 1.1, hidden: true);
        Assert.True(held.Held);
        Assert.Contains("hides", held.Reason, StringComparison.Ordinal);
        Assert.False(Judge(remains: false, finger: 0.9, wanted: 0.9, hidden: true).Held);
    }

    [Fact]
    public void Verify_NothingChosen_IsNotHeld() =>
        Assert.False(new GraspVerifier(Robot).Verify(Look(true, false, 0, 0), Look(true, false, 0, 0), new GroundedGoal(null, null, "")).Held);

    private static GraspVerdict Judge(bool remains, double finger, double wanted, bool hidden = false)
    {
        var mask = new byte[Width * Height];
        for (int y = Place.Top; y < Place.Bottom; y++)
            for (int x = Place.Left; x < Place.Right; x++)
                mask[(y * Width) + x] = 1;
        var goal = new GroundedGoal(new GraspGoal("grasp the grey tin", "grey tin", Place, 1), new Mask(Width, Height, mask), "");
        return new GraspVerifier(Robot).Verify(Look(true, false, 0, 0), Look(remains, hidden, finger, wanted), goal);
    }

    private static Observation Look(bool objectThere, bool hidden, double finger, double wanted)
    {
        CameraSpec head = Workcell.Reference.Camera("head");
        var depth = new float[Width * Height];
        for (int i = 0; i < depth.Length; i++)
        {
            int x = i % Width, y = i / Width;
            bool inside = x >= Place.Left && x < Place.Right && y >= Place.Top && y < Place.Bottom;
            depth[i] = inside ? hidden ? 0.6f : objectThere ? 0.9f : 0.98f : 1f;
        }

        byte[] grey = new byte[Width * Height * 3];
        Array.Fill(grey, (byte)120);
        var frame = new CameraFrame("head", 1, TimeSpan.Zero, new ImageRgb(Width, Height, grey), new DepthImage(Width, Height, depth), head.Calibration());
        double[] q = Robot.HomeRad.ToArray(), command = Robot.HomeRad.ToArray();
        for (int j = RobotModel.ArmDof + 1; j < RobotModel.Dof; j++)
            (q[j], command[j]) = (Math.Min(finger, Robot.Limits[j].UpperRad), wanted);
        RobotState state = RenderedScene.HomeState(Robot) with { PositionsRad = q, CommandedRad = command };
        return new Observation(state, frame, frame, state, state);
    }
}
