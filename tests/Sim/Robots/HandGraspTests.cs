using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Robots;

/// <summary>The hand's physics without any controller: open hand round an object, close, lift 10 cm, hold 2 s.</summary>
public sealed class HandGraspTests
{
    [Theory]
    [InlineData("red cube", 0.29, 0.02, 0.0)]
    [InlineData("red cube", 0.16, -0.14, 0.8)]
    [InlineData("purple cube", 0.42, 0.12, -0.6)]
    [InlineData("tennis ball", 0.30, -0.10, 0.0)]
    [InlineData("soup tin", 0.25, 0.10, 0.0)]
    [InlineData("milk carton", 0.36, -0.05, 0.0)]
    public void Close_RoundAnObject_LiftsAndHoldsIt(string name, double x, double y, double yawRad)
    {
        ObjectSpec spec = ObjectCatalog.Training.Single(o => o.Name == name);
        double low = -spec.Bounds().Low.Z;
        var turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yawRad);
        using SimulatedWorld world = new([new PlacedObject(spec, new RigidTransform(turn, new Vector3d(x, y, low + 0.0005)))]);
        Rotation down = turn * Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI);
        double[] joints = Grip(world, down, new Vector3d(x, y, Math.Max(0.03, low + 0.005)));

        double before = world.WorldFromObject(0).Translation.Z;
        Close(world, joints);
        Move(world, joints, new Vector3d(0, 0, 0.10), 1.5);
        RigidTransform toolFromObject = Tool(world).Inverse() * world.WorldFromObject(0);
        world.Advance(TimeSpan.FromSeconds(2));
        Vector3d slip = (Tool(world).Inverse() * world.WorldFromObject(0)).Translation - toolFromObject.Translation;

        Assert.True(world.Healthy);
        Assert.InRange(world.WorldFromObject(0).Translation.Z - before, 0.08, 0.12);
        Assert.True(slip.Length < 0.002, $"{name} slipped {slip.Length * 1000:0.00} mm in 2 s.");
        Assert.True(world.ContactForceN(0, ContactPartner.Thumb) > 0.5 && world.ContactForceN(0, ContactPartner.Finger) > 0.5);
        Assert.Equal(0, world.ContactForceN(0, ContactPartner.Table));
    }

    private static double[] Grip(SimulatedWorld world, Rotation worldFromTool, Vector3d at)
    {
        double[] joints = world.Robot.HomeRad.ToArray();
        InverseKinematicsResult result = new InverseKinematics(world.Robot).SolveFresh(new RigidTransform(worldFromTool, at), joints, joints);
        Assert.True(result.Success, $"No arm posture for the grasp at {at}.");
        world.SetJoints(joints);
        return joints;
    }

    private static void Close(SimulatedWorld world, double[] joints)
    {
        for (int step = 0; step < 100; step++)
        {
            joints[8] = Math.Min(0.7, joints[8] + 0.012);
            for (int i = 9; i < RobotModel.Dof; i++)
                joints[i] = Math.Min(1.2, joints[i] + 0.012);
            world.SetTargets(joints);
            world.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    private static void Move(SimulatedWorld world, double[] joints, Vector3d by, double seconds)
    {
        var inverse = new InverseKinematics(world.Robot);
        RigidTransform start = inverse.Kinematics.WorldFromTool(joints);
        int steps = (int)(seconds / 0.01);
        for (int step = 1; step <= steps; step++)
        {
            inverse.Track(start with { Translation = start.Translation + (by * ((double)step / steps)) }, joints, joints);
            world.SetTargets(joints);
            world.Advance(TimeSpan.FromMilliseconds(10));
        }
    }

    private static RigidTransform Tool(SimulatedWorld world)
    {
        double[] measured = new double[RobotModel.Dof], velocities = new double[RobotModel.Dof], efforts = new double[RobotModel.Dof];
        world.ReadJoints(measured, velocities, efforts);
        return new ArmKinematics(world.Robot).WorldFromTool(measured);
    }
}
