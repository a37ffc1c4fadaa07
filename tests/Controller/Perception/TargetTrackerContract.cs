using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>What has to hold for everything that keeps the target's mask.</summary>
public abstract class TargetTrackerContract
{
    [Theory]
    [InlineData(0.32, 0.03)]
    [InlineData(0.36, -0.02)]
    [InlineData(0.40, -0.10)]
    public void Update_ObjectWasPushed_IsSeenWhereItIs(double x, double y)
    {
        ITargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));

        tracker.Show(TrackedBall.At(x, y), 0.1);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 200, 5000);
        Assert.InRange((tracker.Mask.Centre() - Begin(TrackedBall.At(x, y)).Mask!.Centre()).Length, 0, 3);
    }

    [Fact]
    public void Update_OtherColourInItsPlace_IsNotTakenForIt()
    {
        ITargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));

        tracker.Show(TrackedBall.BlueAt(0.30, 0.05), 0.1);

        Assert.Equal(TargetSight.Lost, tracker.Sight);
    }

    [Fact]
    public void Update_SomethingStandsBefore_IsHiddenThenSeenAgain()
    {
        ITargetTracker tracker = Begin(TrackedBall.At(0.30, 0.05));

        tracker.Show(TrackedBall.Walled(), 0.1);
        Assert.Equal(TargetSight.Hidden, tracker.Sight);
        tracker.Show(TrackedBall.Walled(), 0.2);
        tracker.Show(TrackedBall.At(0.30, 0.05), 0.3);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 200, 5000);
    }

    [Fact]
    public void Update_PictureIsToBeLost_IsEmptyAndLostAndFoundInTheNext()
    {
        var tracker = new DropoutTracker(Begin(TrackedBall.At(0.30, 0.05)), at => at == TimeSpan.FromSeconds(0.1));
        Assert.Equal(TargetSight.Seen, tracker.Sight);

        tracker.Show(TrackedBall.At(0.30, 0.05), 0.1);
        Assert.Equal((TargetSight.Lost, 0), (tracker.Sight, tracker.Mask!.Area()));
        tracker.Show(TrackedBall.At(0.30, 0.05), 0.2);

        Assert.Equal(TargetSight.Seen, tracker.Sight);
        Assert.InRange(tracker.Mask!.Area(), 200, 5000);
    }

    [Fact]
    public void Begin_NoDepth_SaysWhatToCheck()
    {
        Observation observation = TrackedBall.At(0.30, 0.05).Observe(TrackedBall.Home, TimeSpan.Zero, 0);

        string? reason = Make().Begin(observation with { Head = observation.Head with { Depth = null } }, new BoundingBox(300, 200, 360, 260));

        Assert.Contains("depth", reason);
    }

    [Fact]
    public void Begin_NothingInTheBox_SaysSo()
    {
        Observation empty = new SyntheticScene().Observe(TrackedBall.Home, TimeSpan.Zero, 1);

        Assert.Contains("(300, 200)-(360, 260)", Make().Begin(empty, new BoundingBox(300, 200, 360, 260)));
    }

    protected abstract ITargetTracker Make();

    private ITargetTracker Begin(SyntheticScene scene) => TrackedBall.Begin(Make(), scene);
}
