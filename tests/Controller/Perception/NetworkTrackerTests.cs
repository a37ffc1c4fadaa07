using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Skills;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>What the tracker makes of masks, with a network that finds whatever is red.</summary>
public sealed class NetworkTrackerTests : TargetTrackerContract, IDisposable
{
    private readonly RobotContext _context = new(Rm75.Model, Workcell.Reference);
    private readonly SegmenterModel _model = TinySegmenter.FindsRed();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Update_Lost_HasAnEmptyMask()
    {
        ITargetTracker tracker = TrackedBall.Begin(Make(), TrackedBall.At(0.30, 0.05));

        tracker.Show(TrackedBall.BlueAt(0.30, 0.05), 0.1);

        Assert.Equal((TargetSight.Lost, 0), (tracker.Sight, tracker.Mask!.Area()));
    }

    protected override ITargetTracker Make() => new NetworkTracker(_context, new MaskFinder(_context.Robot, _model));
}
