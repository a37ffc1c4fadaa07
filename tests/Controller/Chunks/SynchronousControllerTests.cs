using DexGrasp.Controller.Chunks;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Chunks;

public sealed class SynchronousControllerTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(130);

    [Fact]
    public void Act_AChunk_PlaysFromItsFirstStepOnceItIsReadyAndThenHolds()
    {
        ControllerStep step = new SynchronousController(new Ramp(), Delay).Act(At(2));

        Assert.Equal(TimeSpan.FromSeconds(2) + Delay, step.Chunk.ObservedAt);
        Assert.Equal(TimeSpan.FromMilliseconds(150) + Delay, step.ObserveAgainAfter);
        Assert.Equal([1.0, 2, 3, 3, 3, 3], Enumerable.Range(0, step.Chunk.Steps).Select(k => step.Chunk.Step(k)[0]));
        Assert.Equal([1.0, 2, 3, 3, 3, 3], Enumerable.Range(0, step.Chunk.Steps).Select(k => step.Chunk.Step(k)[RobotModel.Dof - 1]));
    }

    [Fact]
    public void Act_MorePlayedThanTheChunkHolds_PlaysItAll() =>
        Assert.Equal(6, new SynchronousController(new Ramp { Plays = TimeSpan.FromSeconds(9) }, Delay).Act(At(0)).Chunk.Step(5)[0]);

    [Fact]
    public void Constructor_DelayAwareController_TellsItThatNothingIsPlayedMeanwhile()
    {
        var inner = new Ramp { InferenceDelay = TimeSpan.FromSeconds(1) };
        _ = new SynchronousController(inner, Delay);

        Assert.Equal(TimeSpan.Zero, inner.InferenceDelay);
    }

    [Fact]
    public void Constructor_NegativeDelay_Refuses() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SynchronousController(new Ramp(), TimeSpan.FromTicks(-1)));

    private static Observation At(double seconds)
    {
        RobotState state = SyntheticScene.State(Rm75.Model.HomeRad.ToArray(), TimeSpan.FromSeconds(seconds));
        return new Observation(state, null!, null!, state, state);
    }

    // Step k asks every joint for k + 1.
    private sealed class Ramp : IGraspController, IDelayAware
    {
        public string Name => "ramp";

        public TimeSpan InferenceDelay { get; set; }

        public TimeSpan Plays { get; init; } = TimeSpan.FromMilliseconds(150);

        public ControllerStep Act(Observation observation) => new(
            new ActionChunk([.. Enumerable.Range(0, 6 * RobotModel.Dof).Select(i => (double)((i / RobotModel.Dof) + 1))], observation.State.At),
            ControllerStatus.Acting, Plays, null, "");

        public void BeginGrasp(GraspGoal goal, Observation observation)
        {
        }

        public void BeginPlace(Vector3d dropPointInWorld, Observation observation)
        {
        }

        public void BeginHome(Observation observation)
        {
        }
    }
}
