using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>What the tracker makes of masks, with a network that finds whatever is red.</summary>
public sealed class NetworkTrackerTests : IDisposable
{
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private static readonly CameraSpec Head = Workcell.Reference.Camera("head");
    private readonly RobotContext _context = new(Rm75.Model, Workcell.Reference);
    private readonly SegmenterModel _model = TinySegmenter.FindsRed();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Update_ObjectWasPushed_IsSeenWhereItIs()
    {
        NetworkTracker tracker = Begin(With(0.30, 0.05));

        Update(tracker, With(0.32, 0.03), 0.1);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange((Centre(tracker.Mask!) - Centre(Begin(With(0.32, 0.03)).Mask!)).Length, 0, 3);
    }

    [Fact]
    public void Update_ObjectWasPushedOutOfTheWindow_IsFoundAgain()
    {
        NetworkTracker tracker = Begin(With(0.30, 0.05));

        Update(tracker, With(0.40, -0.10), 0.1);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange((Centre(tracker.Mask!) - Centre(Begin(With(0.40, -0.10)).Mask!)).Length, 0, 3);
    }

    [Fact]
    public void Update_OtherColourInItsPlace_IsLostWithoutAMask()
    {
        NetworkTracker tracker = Begin(With(0.30, 0.05));

        Update(tracker, new SyntheticScene().Sphere(0.30, 0.05, 0.035, 30, 60, 200), 0.1);

        Assert.Equal(TargetSight.Lost, tracker.Sight);
        Assert.Equal(0, tracker.Mask!.Area());
    }

    [Fact]
    public void Update_SomethingStandsBefore_IsHiddenThenSeenAgain()
    {
        NetworkTracker tracker = Begin(With(0.30, 0.05));
        SyntheticScene walled = With(0.30, 0.05).Box(0.22, 0.14, 0.25, 0.02, 0.30, 90, 90, 90, 0.75);

        Update(tracker, walled, 0.1);
        Assert.Equal(TargetSight.Hidden, tracker.Sight);
        Update(tracker, walled, 0.2);
        Update(tracker, With(0.30, 0.05), 0.3);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 200, 5000);
    }

    [Fact]
    public void Update_PictureIsToBeLost_IsEmptyAndLostAndFoundInTheNext()
    {
        NetworkTracker tracker = Begin(With(0.30, 0.05), at => at == TimeSpan.FromSeconds(0.1));

        Update(tracker, With(0.30, 0.05), 0.1);
        Assert.Equal((TargetSight.Lost, 0), (tracker.Sight, tracker.Mask!.Area()));
        Update(tracker, With(0.30, 0.05), 0.2);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
    }

    [Fact]
    public void Begin_NothingFoundInTheBox_SaysSo()
    {
        using SegmenterModel model = TinySegmenter.FindsRed();
        Observation empty = new SyntheticScene().Observe(Home, TimeSpan.Zero, 1);

        Assert.Contains("(300, 200)-(360, 260)", new NetworkTracker(_context, new MaskFinder(_context.Robot, model)).Begin(empty, new BoundingBox(300, 200, 360, 260)));
    }

    [Fact]
    public void Begin_NoDepth_SaysWhatToCheck()
    {
        Observation observation = With(0.30, 0.05).Observe(Home, TimeSpan.Zero, 0);

        string? reason = new NetworkTracker(_context, new MaskFinder(_context.Robot, _model)).Begin(observation with { Head = observation.Head with { Depth = null } }, new BoundingBox(300, 200, 360, 260));

        Assert.Contains("depth", reason);
    }

    private static SyntheticScene With(double x, double y) => new SyntheticScene().Sphere(x, y, 0.035, 200, 40, 30);

    // Unit: px.
    private static Vector3d Centre(Mask mask)
    {
        Vector3d sum = default;
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0)
                sum += new Vector3d(i % mask.Width, i / mask.Width, 0);
        return sum / mask.Area();
    }

    private static void Update(NetworkTracker tracker, SyntheticScene scene, double atS)
    {
        Observation seen = scene.Observe(Home, TimeSpan.FromSeconds(atS), 7);
        tracker.Update(seen with { Head = seen.Head with { CapturedAt = TimeSpan.FromSeconds(atS) } });
    }

    private NetworkTracker Begin(SyntheticScene scene, Func<TimeSpan, bool>? loses = null)
    {
        var tracker = new NetworkTracker(_context, new MaskFinder(_context.Robot, _model), loses);
        Assert.Null(tracker.Begin(scene.Observe(Home, TimeSpan.Zero, 0), scene.BoxOf(Head, 0)));
        return tracker;
    }
}
