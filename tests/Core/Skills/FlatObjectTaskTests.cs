using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Core.Skills;

public sealed class FlatObjectTaskTests
{
    private readonly FlatObjectView _view = new() { HalfSize = new Vector3d(0.08, 0.085, 0.02), WorldFromObject = Lying(Board.Middle.X, Board.Middle.Y) };
    private readonly Recorder _push = new(0.1f), _edge = new(0.2f), _wall = new(0.3f);
    private readonly float[] _action = new float[BoardControl.ActionSize];
    private readonly FlatObjectTask _task;

    public FlatObjectTaskTests()
    {
        _task = new FlatObjectTask(_push, _edge, _wall);
        PutHand(Board.Middle + new Vector3d(0, 0, 0.12));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Act_PushedMovedAndLifted_UsesTheRoutesPoliciesAndIsDone(bool atWall)
    {
        FlatObjectRoute route = atWall ? FlatObjectRoute.ToWall(Board.MiddleX, 0.085) : FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06);
        _task.Begin(route);
        Act(5);
        Assert.Equal(FlatObjectPhase.Pushing, _task.Phase);
        Assert.Equal(0.1f, _action[0]);

        _view.WorldFromObject = Lying(route.GoalM.X, route.GoalM.Y);
        Act(FlatObjectTask.PlacedSteps);
        Assert.Equal(FlatObjectPhase.Moving, _task.Phase);
        (Vector3d rim, _) = BoardMoves.Rim(_view);
        PutHand(new Vector3d(rim.X, rim.Y + 0.035, Board.TopZ + 0.04 + 0.07));
        Act(1);
        Assert.Equal(FlatObjectPhase.Grasping, _task.Phase);
        Assert.Equal(atWall ? 0.3f : 0.2f, _action[0]);

        _view.WorldFromObject = RigidTransform.FromTranslation(route.GoalM.X, route.GoalM.Y, Board.TopZ + 0.15);
        Act(FlatObjectTask.HeldSteps);
        Assert.Equal(FlatObjectPhase.Done, _task.Phase);
        Act(1);
        Assert.All(_action, number => Assert.Equal(0, number));
        Assert.Equal((atWall ? 0 : _edge.Calls, atWall ? _wall.Calls : 0), (_edge.Calls, _wall.Calls));
    }

    [Theory]
    [InlineData(0.0, 0.40, FlatObjectPhase.Moving)]
    [InlineData(0.0, 0.60, FlatObjectPhase.Returning)]
    [InlineData(0.025, 0.0, FlatObjectPhase.Moving)]
    [InlineData(0.035, 0.0, FlatObjectPhase.Returning)]
    public void Act_PushEndsAskewOrBeside_IsTakenWithinTheLooseLimitsAndBegunAnewBeyond(double asideM, double yawRad, FlatObjectPhase after)
    {
        FlatObjectRoute route = FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06);
        _task.Begin(route);
        _view.WorldFromObject = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yawRad), Lying(route.GoalM.X + asideM, route.GoalM.Y).Translation);

        Act(FlatObjectTask.PlacedSteps + 1);
        Assert.Equal(FlatObjectPhase.Pushing, _task.Phase);
        Act(120 - FlatObjectTask.PlacedSteps);

        Assert.Equal(after, _task.Phase);
    }

    [Fact]
    public void Act_MovingWithTheFingersBehindTheObject_GoesOffItBeforeItRisesAndTurnsTheThumbLast()
    {
        FlatObjectRoute route = FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06);
        _task.Begin(route);
        _view.WorldFromObject = Lying(route.GoalM.X, route.GoalM.Y);
        Vector3d far = new(Board.MiddleX, route.GoalM.Y - 0.085, Board.TopZ + 0.02);
        PutHand(far + new Vector3d(0, -0.005, 0));
        Act(FlatObjectTask.PlacedSteps);
        Assert.Equal(FlatObjectPhase.Moving, _task.Phase);
        Act(1);
        Assert.True(_action[1] < -0.2 && Math.Abs(_action[2]) < 0.1, $"Off the far side first: {string.Join(' ', _action)}.");
        Assert.Equal(0, _action[7]);

        PutHand(far + new Vector3d(0, -0.05, 0));
        Act(1);
        Assert.True(_action[2] > 0.2 && Math.Abs(_action[1]) < 0.1, $"Then up: {string.Join(' ', _action)}.");

        PutHand(far + new Vector3d(0, 0, 0.1));
        Act(1);
        Assert.True(_action[1] > 0.2, $"Then over to the rim: {string.Join(' ', _action)}.");
        Assert.True(_action[7] <= 0, "The thumb turns down over the object.");
    }

    [Theory]
    [InlineData(0.02, false, false)]
    [InlineData(0.06, false, true)]
    [InlineData(0.02, true, true)]
    public void Act_ThumbNearTheWall_IsTuckedWhileTheObjectIsPulledToTheEdge(double fromWallM, bool atWall, bool isThePolicys)
    {
        _task.Begin(atWall ? FlatObjectRoute.ToWall(Board.MiddleX, 0.085) : FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06));
        Vector3d tool = Board.Middle + new Vector3d(0, 0, 0.12);
        PutHand(tool);
        PutHand(tool + new Vector3d(0, Board.WallY + fromWallM - _view.Tips[0].Y, 0));

        Act(1);

        Assert.Equal(isThePolicys, _action[6] == 0.1f && _action[7] == 0.1f);
        Assert.Equal(0.1f, _action[5]);
    }

    [Fact]
    public void Act_ObjectFallsOffTheBoard_FailsAndHoldsStill()
    {
        _task.Begin(FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06));
        Act(2);
        _view.WorldFromObject = RigidTransform.FromTranslation(0.3, Board.EdgeY + 0.1, 0.02);
        Act(1);

        Assert.Equal(FlatObjectPhase.Failed, _task.Phase);
        Assert.Contains("fell", _task.Reason, StringComparison.Ordinal);
        Assert.All(_action, number => Assert.Equal(0, number));
    }

    [Fact]
    public void Act_PushThatNeverArrives_IsBegunAnewFromAboveAndThenFailsByName()
    {
        _task.Begin(FlatObjectRoute.ToWall(Board.MiddleX, 0.085));
        while (_task.Phase == FlatObjectPhase.Pushing)
            Act(1);
        Assert.Equal(FlatObjectPhase.Returning, _task.Phase);
        PutHand(_view.WorldFromObject.Translation + new Vector3d(0, 0, _view.HalfSize.Z + 0.09));
        Act(1);
        Assert.Equal(FlatObjectPhase.Pushing, _task.Phase);
        Act(600);

        Assert.Equal(FlatObjectPhase.Failed, _task.Phase);
        Assert.Contains("3 pushes", _task.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Begin_ToTheWallWithoutAPolicyForIt_FailsAtOnce()
    {
        var task = new FlatObjectTask(_push, _edge, null);

        task.Begin(FlatObjectRoute.ToWall(Board.MiddleX, 0.085));
        task.Act(_view, _action);

        Assert.Equal(FlatObjectPhase.Failed, task.Phase);
        Assert.Contains("wall", task.Reason, StringComparison.Ordinal);
        Assert.All(_action, number => Assert.Equal(0, number));
        task.Begin(FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06));
        Assert.Equal(FlatObjectPhase.Pushing, task.Phase);
    }

    [Fact]
    public void Act_ObjectSlidesThroughItsGoal_IsNotTakenForPlaced()
    {
        FlatObjectRoute route = FlatObjectRoute.OverEdge(Board.MiddleX, 0.085, 0.06);
        _task.Begin(route);
        _view.WorldFromObject = Lying(route.GoalM.X, route.GoalM.Y);
        _view.Linear = new Vector3d(0, 0.1, 0);
        Act(3 * FlatObjectTask.PlacedSteps);

        Assert.Equal(FlatObjectPhase.Pushing, _task.Phase);
    }

    [Fact]
    public void Write_ObjectLongerAndThinnerThanTraining_ShowsTheLongestAndThinnestThatIsKnown()
    {
        float[] known = new float[FlatObjectObservation.Size], other = new float[FlatObjectObservation.Size];
        _view.HalfSize = new Vector3d(0.10, 0.08, 0.010);
        FlatObjectObservation.Write(_view, _action, known);

        _view.HalfSize = new Vector3d(0.18, 0.08, 0.006);
        FlatObjectObservation.Write(_view, _action, other);

        int[] differ = [.. Enumerable.Range(0, known.Length).Where(i => known[i] != other[i])];
        Assert.Equal(2, differ.Length);
        Assert.Equal(5 * 0.004, Math.Abs(known[differ[0]] - other[differ[0]]), 5);
    }

    [Fact]
    public void Routes_OfEdgeAndWall_KeepTheObjectOnTheBoard()
    {
        for (double half = 0.075; half <= 0.1001; half += 0.005)
        {
            FlatObjectRoute edge = FlatObjectRoute.OverEdge(Board.MiddleX, half, 0.05), wall = FlatObjectRoute.ToWall(Board.MiddleX, half);
            Assert.Equal(Board.EdgeY + 0.05, edge.GoalM.Y + half, 9);
            Assert.True(edge.GoalM.Y < Board.EdgeY, "The object's middle is beyond the edge: it would tip over.");
            Assert.InRange(wall.GoalM.Y - half - Board.WallY, 0, 0.02);
        }
    }

    private static RigidTransform Lying(double x, double y) => RigidTransform.FromTranslation(x, y, Board.TopZ + 0.02);

    private void Act(int steps)
    {
        for (int i = 0; i < steps; i++)
            _task.Act(_view, _action);
    }

    private void PutHand(Vector3d tool)
    {
        double[] joints = Rm75.Model.HomeRad.ToArray();
        var pose = new RigidTransform(Board.WorldFromHand(Board.RestPitchRad), tool);
        Assert.True(new InverseKinematics(Rm75.Model).SolveFresh(pose, joints, joints).Success, $"The arm does not reach {tool}.");
        var wrist = new WristControl(Rm75.Model, Board.Wrist);
        wrist.Begin(joints);
        _view.SetRobot(new ArmKinematics(Rm75.Model), joints, wrist);
    }

    private sealed class Recorder(float number) : IActor
    {
        public int Calls { get; private set; }

        public void Act(ReadOnlySpan<float> observation, Span<float> action)
        {
            Assert.Equal(FlatObjectObservation.Size, observation.Length);
            Calls++;
            action.Fill(number);
        }
    }
}
