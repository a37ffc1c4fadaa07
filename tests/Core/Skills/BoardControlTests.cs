using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.Core.Skills;

public sealed class BoardControlTests
{
    private static readonly float[] Close = [0, 0, 0, 0, 0, 0.5f, 0.5f, 0];
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly double[] _joints = Start();

    [Fact]
    public void Move_FingersAndThumbHeldUp_LiftsAfterAQuarterOfASecond()
    {
        BoardControl control = Make(lifts: true);

        Assert.InRange(Rise(control, steps: 7), -0.001, 0.003);
        Assert.InRange(Rise(control, steps: 10), 0.03, 0.075);
    }

    [Fact]
    public void Move_WithoutTheReflex_StaysDown() => Assert.InRange(Rise(Make(lifts: false), steps: 25), -0.001, 0.001);

    [Fact]
    public void Move_HandThatClosesOnNothing_StaysDown()
    {
        BoardControl control = Make(lifts: true);
        double before = Height(control);
        for (int i = 0; i < 25; i++)
        {
            control.Move(_joints, Close);
            Follow(control, 0);
        }

        Assert.InRange(Height(control) - before, -0.001, 0.001);
    }

    [Fact]
    public void Move_GripLost_StopsLifting()
    {
        BoardControl control = Make(lifts: true);
        Rise(control, steps: 15);
        Follow(control, 0);
        control.Move(_joints, new float[BoardControl.ActionSize]);
        double before = Height(control);
        for (int i = 0; i < 5; i++)
        {
            Follow(control, 0);
            control.Move(_joints, new float[BoardControl.ActionSize]);
        }

        Assert.InRange(Height(control) - before, -0.001, 0.001);
    }

    // The arm follows, the hand is held where it began.
    private double Rise(BoardControl control, int steps)
    {
        double before = Height(control);
        for (int i = 0; i < steps; i++)
        {
            control.Move(_joints, Close);
            Follow(control, RobotModel.HandDof);
        }

        return Height(control) - before;
    }

    private void Follow(BoardControl control, int heldHandJoints) => control.Wrist.TargetsRad[..(RobotModel.Dof - heldHandJoints)].CopyTo(_joints);

    private double Height(BoardControl control) => _kinematics.WorldFromTool(control.Wrist.TargetsRad).Translation.Z;

    private BoardControl Make(bool lifts)
    {
        var control = new BoardControl { LiftsWhatIsHeld = lifts };
        control.Begin(_joints);
        return control;
    }

    private static double[] Start()
    {
        double[] joints = Rm75.Model.HomeRad.ToArray();
        var pose = new RigidTransform(Board.WorldFromHand(Board.RestPitchRad), new Vector3d(Board.MiddleX, Board.EdgeY, Board.TopZ + 0.05));
        Assert.True(new InverseKinematics(Rm75.Model).SolveFresh(pose, joints, joints).Success);
        joints.AsSpan(RobotModel.ArmDof).Fill(0.1);
        return joints;
    }
}
