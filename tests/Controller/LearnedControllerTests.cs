using DexGrasp.Controller;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Tests.Controller.Policy;
using Xunit;

namespace DexGrasp.Tests.Controller;

public sealed class LearnedControllerTests : IDisposable
{
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private readonly TemporaryFolder _folder = new();
    private readonly SyntheticScene _scene = new SyntheticScene().Sphere(0.30, 0.05, 0.035, 200, 40, 30);
    private readonly Dictionary<SyntheticScene, Observation> _drawn = [];
    private PolicyModel? _model;

    public void Dispose()
    {
        _model?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Act_TargetInView_GivesAFullChunkAndTheMaskOfThatPicture()
    {
        LearnedController controller = Make();
        Observation observation = Observe(1);
        controller.BeginGrasp(Goal(), observation);

        ControllerStep step = controller.Act(observation);

        Assert.Equal(ControllerStatus.Acting, step.Status);
        Assert.Equal(ActionChunk.Horizon, step.Chunk.Steps);
        Assert.Equal(observation.State.At, step.Chunk.ObservedAt);
        Assert.Equal(TimeSpan.FromSeconds(0.1), step.ObserveAgainAfter);
        Assert.InRange(step.Target!.Area(), 200, 5000);
        for (int i = 0; i < RobotModel.Dof; i++)
            Assert.Equal(Home[i], step.Chunk.Step(40)[i], 1e-4);
    }

    [Fact]
    public void Act_SameSeed_GivesTheSameBits()
    {
        double[] Run()
        {
            LearnedController controller = Make(factor: 0.9f);
            controller.BeginGrasp(Goal(), Observe(1));
            controller.Act(Observe(1));
            return controller.Act(Observe(1.1)).Chunk.PositionsRad.ToArray();
        }

        Assert.Equal(Run(), Run());
    }

    [Fact]
    public void Act_NextObservation_GoesOnWhereTheOldChunkIsByThen()
    {
        // A policy that leaves a tenth of its noise, so that two chunks differ.
        LearnedController controller = Make(factor: 0.9f, new LearnedControllerOptions { InferenceDelay = TimeSpan.FromMilliseconds(100), GuidedSteps = 4 });
        controller.BeginGrasp(Goal(), Observe(1));
        ActionChunk old = controller.Act(Observe(1)).Chunk, next = controller.Act(Observe(1.1)).Chunk;

        for (int joint = 0; joint < RobotModel.Dof; joint++)
            for (int step = 0; step < 2; step++)
                Assert.Equal(old.Step(step + 2)[joint], next.Step(step)[joint], 1e-5);
        Assert.NotEqual(old.Step(22)[0], next.Step(20)[0], 1e-5);
    }

    [Fact]
    public void Act_MaskIsLostForHalfASecond_GoesOnWithAnEmptyMaskAndFindsTheTargetAgain()
    {
        LearnedController controller = Make(options: new LearnedControllerOptions { LosesTarget = at => at.TotalSeconds is >= 1.2 and < 1.7 });
        controller.BeginGrasp(Goal(), Observe(1));

        for (int tenth = 10; tenth < 20; tenth++)
        {
            ControllerStep step = controller.Act(Observe(tenth / 10.0));
            Assert.Equal(ControllerStatus.Acting, step.Status);
            Assert.Equal(tenth is >= 12 and < 17, step.Target!.Area() == 0);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Act_MaskShownOrHidden_PolicySeesItOrNotAndTheTargetIsKept(bool shows)
    {
        LearnedController controller = Make(options: new LearnedControllerOptions { ShowsMask = shows });
        controller.BeginGrasp(Goal(), Observe(1));

        ControllerStep step = controller.Act(Observe(1));

        const int Plane = PolicyLayout.HeadSize * PolicyLayout.HeadSize;
        Assert.Equal(shows, _model!.Head.Slice(3 * Plane, Plane).ContainsAnyExcept(0f));
        Assert.True(step.Target!.Area() > 0);
    }

    [Fact]
    public void BeginGrasp_HeadWithoutDepth_FailsWithAReasonAndHoldsStill()
    {
        LearnedController controller = Make();
        Observation blind = Observe(1);
        blind = blind with { Head = blind.Head with { Depth = null } };
        controller.BeginGrasp(Goal(), blind);

        ControllerStep step = controller.Act(blind);

        Assert.Equal(ControllerStatus.Failed, step.Status);
        Assert.Contains("no depth", step.Note);
        Assert.Equal(Home, step.Chunk.Step(0).ToArray());
    }

    [Fact]
    public void Act_TargetTakenAway_FailsAfterASecond()
    {
        LearnedController controller = Make();
        controller.BeginGrasp(Goal(), Observe(1));
        var empty = new SyntheticScene();

        ControllerStep early = Act(controller, empty, 1.1), still = Act(controller, empty, 2.0), late = Act(controller, empty, 2.15);

        Assert.True(early.Status == ControllerStatus.Acting, early.Note);
        Assert.True(still.Status == ControllerStatus.Acting, still.Note);
        Assert.Equal(ControllerStatus.Failed, late.Status);
        Assert.Contains("lost", late.Note);
    }

    [Fact]
    public void Act_NothingLiftedInTime_Fails()
    {
        LearnedController controller = Make();
        controller.BeginGrasp(Goal(), Observe(1));

        Assert.Equal(ControllerStatus.Acting, Act(controller, _scene, 20.9).Status);
        Assert.Contains("within 20 s", Act(controller, _scene, 21).Note);
    }

    [Fact]
    public void Act_PolicySaysNothingFinite_FailsAndHoldsStill()
    {
        LearnedController controller = Make(factor: float.NaN);
        controller.BeginGrasp(Goal(), Observe(1));

        ControllerStep step = controller.Act(Observe(1));

        Assert.Equal(ControllerStatus.Failed, step.Status);
        Assert.Contains("not finite", step.Note);
        Assert.Equal(Home, step.Chunk.Step(0).ToArray());
    }

    [Fact]
    public void BeginHome_AfterAGrasp_GoesHomeAsTheClassicalControllerDoes()
    {
        LearnedController learned = Make();
        var classical = new ClassicalController(Rm75.Model, Workcell.Reference);
        learned.BeginGrasp(Goal(), Observe(1));
        learned.Act(Observe(1));

        Observation observation = Observe(2);
        learned.BeginHome(observation);
        classical.BeginHome(observation);

        Assert.Equal(classical.Act(observation).Chunk.PositionsRad.ToArray(), learned.Act(observation).Chunk.PositionsRad.ToArray());
    }

    private LearnedController Make(float factor = 1, LearnedControllerOptions? options = null)
    {
        _model?.Dispose();
        TinyPolicy.Write(_folder.Folder, factor: factor);
        _model = new PolicyModel(PolicyFolder.Read(_folder.Folder, Rm75.Model));
        return new LearnedController(Rm75.Model, Workcell.Reference, _model, options);
    }

    private GraspGoal Goal() => new("grasp the ball", "ball", _scene.BoxOf(Workcell.Reference.Camera("head"), 0), 0);

    private Observation Observe(double atS) => At(_scene, atS);

    private ControllerStep Act(LearnedController controller, SyntheticScene scene, double atS) => controller.Act(At(scene, atS));

    // A scene that stands still is drawn once.
    private Observation At(SyntheticScene scene, double atS)
    {
        if (!_drawn.TryGetValue(scene, out Observation? seen))
            _drawn[scene] = seen = scene.Observe(Home, TimeSpan.Zero, 3);
        RobotState state = SyntheticScene.State(Home, TimeSpan.FromSeconds(atS));
        return seen with { State = state, HeadState = state, WristState = state, Head = seen.Head with { CapturedAt = state.At } };
    }
}
