using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Core.Skills;

public sealed class RetrievalTaskTests
{
    private static readonly RetrievalTarget Known = new(ClutterBox.Centre, 0.0036, new Vector3d(0.03, 0.03, 0.02));
    private readonly double[] _joints = Rm75.Model.HomeRad.ToArray();
    private readonly float[] _action = new float[RetrievalControl.ActionSize];
    private readonly Recorder _policy = new();
    private readonly RetrievalTask _task;

    public RetrievalTaskTests()
    {
        _task = new RetrievalTask(_policy);
        _task.Begin(Known);
    }

    [Fact]
    public void Act_TargetShown_IsDoneAtTheNextReadingAndStops()
    {
        Act(3);
        Show(1);
        Act(7);
        Assert.Equal((RetrievalPhase.Uncovering, 1f), (_task.Phase, _action[0]));
        Act(1);
        Assert.Equal((RetrievalPhase.Done, 10), (_task.Phase, _task.Steps));
        Assert.All(_action, a => Assert.Equal(0, a));
        Act(5);
        Assert.Equal((10, 10), (_policy.Calls, _task.Steps));
    }

    [Fact]
    public void Act_TargetNeverShown_FailsAfterAllStepsAndSaysHowMuchIsSeen()
    {
        Show(0.5);
        Act(RetrievalStudent.MaxSteps);
        Assert.Equal(RetrievalPhase.Uncovering, _task.Phase);
        Act(1);
        Assert.Equal(RetrievalPhase.Failed, _task.Phase);
        Assert.Contains("after 200 steps", _task.Reason, StringComparison.Ordinal);
        Assert.Equal(RetrievalStudent.MaxSteps, _policy.Calls);
    }

    [Fact]
    public void Act_PolicyOverItsRange_IsLimitedAndSeesWhatItDid()
    {
        _policy.Value = 3;
        Act(2);
        Assert.All(_action, a => Assert.Equal(1, a));
        Assert.Equal(1, _policy.Seen[^RetrievalControl.ActionSize]);
    }

    [Fact]
    public void Act_Always_AllocatesNothing()
    {
        Act(2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Act(2);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Move_ActionUp_RaisesTheWantedHandByAStep()
    {
        RigidTransform start = new(ClutterBox.Wrist.WorldFromRest, ClutterBox.Centre + new Vector3d(0, 0, 0.15));
        Assert.True(new InverseKinematics(Rm75.Model).Solve(start, _joints, _joints).Success);
        var wrist = new WristControl(Rm75.Model, ClutterBox.Wrist);
        wrist.Begin(_joints);
        double before = wrist.WorldFromWanted.Translation.Z, finger = wrist.TargetsRad[RobotModel.Dof - 1];
        RetrievalControl.Move(wrist, _joints, [0, 0, -1, 0, 0, 0, 0, 0, 0, 1]);
        Assert.Equal(before - 0.015, wrist.WorldFromWanted.Translation.Z, 0.002);
        Assert.Equal(finger + 0.15, wrist.TargetsRad[RobotModel.Dof - 1], 1e-9);
    }

    private void Act(int steps)
    {
        for (int i = 0; i < steps; i++)
            _task.Act(_joints, _joints, ClutterBox.Centre, _action);
    }

    private void Show(double share)
    {
        _task.Sight.BeginPicture(_joints);
        for (double x = -0.0275; x < 0.03 * ((2 * share) - 1); x += 0.005)
            for (double y = -0.0275; y < 0.03; y += 0.005)
                _task.Sight.Add(ClutterBox.Centre + new Vector3d(x, y, 0.04), isTarget: true);
        _task.Sight.EndPicture();
    }

    private sealed class Recorder : IActor
    {
        public int Calls { get; private set; }

        public float Value { get; set; } = 1;

        public float[] Seen { get; } = new float[RetrievalStudent.Size];

        public void Act(ReadOnlySpan<float> observation, Span<float> action)
        {
            Calls++;
            observation.CopyTo(Seen);
            action.Fill(Value);
        }
    }
}
