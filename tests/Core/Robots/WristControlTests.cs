using CsCheck;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

public sealed class WristControlTests
{
    private static readonly double[] Still = new double[RobotModel.HandDof];
    private readonly ArmKinematics _kinematics = new(Rm75.Model);

    [Fact]
    public void Move_Followed_GoesWhereItIsTold()
    {
        var control = new WristControl(Rm75.Model);
        double[] joints = Begin(control);
        Vector3d from = _kinematics.WorldFromTool(joints).Translation;

        for (int i = 0; i < 8; i++)
        {
            control.Move(joints, new Vector3d(1, 0, -0.5), Vector3d.Zero, Still);
            control.TargetsRad.CopyTo(joints);
        }

        Vector3d moved = _kinematics.WorldFromTool(joints).Translation - from;
        Assert.InRange(moved.X, 0.105, 0.121);
        Assert.InRange(moved.Z, -0.062, -0.05);
        Assert.InRange(Math.Abs(moved.Y), 0, 0.006);
    }

    [Fact]
    public void Move_StepChangeLimited_NeverChangesAStepByMoreAndStillArrives() =>
        Gen.Double[-1, 1].Array[3].Array[5].Sample(moves =>
        {
            const double MostRad = 0.02;
            var control = new WristControl(Rm75.Model, new WristControlOptions { JointStepChangeRad = MostRad });
            double[] joints = Begin(control), before = [.. joints], step = new double[RobotModel.Dof];
            for (int i = 0; i < 60; i++)
            {
                double[] move = i < 40 ? moves[i / 8] : [0, 0, 0];
                control.Move(joints, new Vector3d(move[0], move[1], move[2]), Vector3d.Zero, Still);
                control.TargetsRad.CopyTo(joints);
                for (int j = 0; j < RobotModel.ArmDof; j++)
                {
                    Assert.InRange(Math.Abs(joints[j] - before[j] - step[j]), 0, MostRad + 1e-12);
                    (step[j], before[j]) = (joints[j] - before[j], joints[j]);
                }
            }

            // Told to stand still for a second it stands still.
            Assert.All(step.Take(RobotModel.ArmDof), s => Assert.InRange(Math.Abs(s), 0, 1e-3));
        }, iter: 30);

    [Fact]
    public void Move_ArmBlocked_StaysOnTheLeash()
    {
        var control = new WristControl(Rm75.Model);
        double[] joints = Begin(control);
        Vector3d blocked = _kinematics.WorldFromTool(joints).Translation;

        for (int i = 0; i < 40; i++)
            control.Move(joints, new Vector3d(0, 1, 0), new Vector3d(0, 0, 1), Still);

        Assert.InRange((control.WorldFromWanted.Translation - blocked).Length, 0.02, 0.0301);
        Assert.InRange((_kinematics.WorldFromTool(control.TargetsRad).Translation - blocked).Length, 0.015, 0.04);
    }

    [Fact]
    public void Move_OutOfTheBoxAndBeyondTheTurn_IsHeldBack()
    {
        var options = new WristControlOptions { MaxTurnRad = 0.3 };
        var control = new WristControl(Rm75.Model, options);
        double[] joints = Begin(control);

        for (int i = 0; i < 60; i++)
        {
            control.Move(joints, new Vector3d(0, 1, -1), new Vector3d(1, 0, 0), Still);
            control.TargetsRad.CopyTo(joints);
        }

        RigidTransform at = control.WorldFromWanted;
        Assert.InRange(at.Translation.Y, 0.1, options.High.Y + 1e-9);
        Assert.True(at.Translation.Z >= options.Low.Z - 1e-9);
        Assert.InRange(at.Rotation.AngleTo(options.WorldFromRest), 0.2, 0.3001);
    }

    [Fact]
    public void Move_HandAtItsLimit_StaysWithin()
    {
        var control = new WristControl(Rm75.Model);
        double[] joints = Begin(control);

        for (int i = 0; i < 40; i++)
            control.Move(joints, Vector3d.Zero, Vector3d.Zero, [1, 1, 1, 1, -1, -1]);

        for (int i = RobotModel.ArmDof; i < RobotModel.Dof; i++)
            Assert.InRange(control.TargetsRad[i], Rm75.Model.Limits[i].LowerRad, Rm75.Model.Limits[i].UpperRad);
        Assert.Equal(Rm75.Model.Limits[7].UpperRad, control.TargetsRad[7], 9);
        Assert.Equal(Rm75.Model.Limits[12].LowerRad, control.TargetsRad[12], 9);
    }

    [Fact]
    public void Move_WildActions_AskNoJointForMoreThanItsStep()
    {
        var options = new WristControlOptions { JointStepRad = [0.1, 0.1, 0.1, 0.1, 0.04, 0.05, 0.08] };
        var control = new WristControl(Rm75.Model, options);
        double[] joints = Begin(control), before = new double[RobotModel.Dof];
        var random = new EpisodeRandom(3);
        double fastest = 0;
        for (int step = 0; step < 200; step++)
        {
            control.TargetsRad.CopyTo(before);
            control.Move(joints, Wild(ref random), Wild(ref random), Still);
            control.TargetsRad.CopyTo(joints);
            for (int i = 0; i < RobotModel.ArmDof; i++)
            {
                double share = Math.Abs(joints[i] - before[i]) / options.JointStepRad[i];
                Assert.True(share < 1 + 1e-9, $"Step {step}: joint {i + 1} is asked for {share:0.00} of its step.");
                fastest = Math.Max(fastest, share);
            }
        }

        Assert.True(fastest > 0.99, "No joint came near its limit: the test shows nothing.");

        static Vector3d Wild(ref EpisodeRandom random) => new(random.Between(-1, 1), random.Between(-1, 1), random.Between(-1, 1));
    }

    [Fact]
    public void Constructor_StepsThatAreNotOneForEachJoint_SaysWhatIsNeeded()
    {
        foreach (double[] steps in new double[][] { [0.1, 0.1], [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0] })
        {
            string message = Assert.Throws<ArgumentException>(() => new WristControl(Rm75.Model, new WristControlOptions { JointStepRad = steps })).Message;
            Assert.Contains("7 numbers above 0", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Move_Always_AllocatesNothing()
    {
        var control = new WristControl(Rm75.Model);
        double[] joints = Begin(control);
        control.Move(joints, new Vector3d(1, 0, 0), new Vector3d(0, 0, 1), Still);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 50; i++)
            control.Move(joints, new Vector3d(1, 0, 0), new Vector3d(0, 0, 1), Still);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double[] Begin(WristControl control)
    {
        double[] joints = Rm75.Model.HomeRad.ToArray();
        var start = new RigidTransform(new WristControlOptions().WorldFromRest, new Vector3d(0.29, 0.0, 0.15));
        Assert.True(new InverseKinematics(Rm75.Model).SolveFresh(start, joints, joints).Success);
        control.Begin(joints);
        return joints;
    }
}
