using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Robots;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Robots;

public sealed class RobotMjcfTests
{
    [Fact]
    public void SetJoints_RandomPoses_FlangeAndToolEqualKinematics()
    {
        using SimulatedWorld world = new([]);
        var kinematics = new ArmKinematics(world.Robot);
        var random = new Random(5);
        double[] joints = new double[RobotModel.Dof];
        for (int trial = 0; trial < 300; trial++)
        {
            for (int i = 0; i < RobotModel.Dof; i++)
                joints[i] = world.Robot.Limits[i].LowerRad + (random.NextDouble() * (world.Robot.Limits[i].UpperRad - world.Robot.Limits[i].LowerRad));
            world.SetJoints(joints);
            AssertSame(kinematics.WorldFromFlange(joints), SitePose(world, RobotNames.FlangeSite));
            AssertSame(kinematics.WorldFromTool(joints), SitePose(world, RobotNames.ToolSite));
        }
    }

    [Fact]
    public void SetJoints_Home_CamerasAreWhereTheirCalibrationSays()
    {
        using SimulatedWorld world = new([]);
        RigidTransform worldFromFlange = new ArmKinematics(world.Robot).WorldFromFlange(world.Robot.HomeRad.Span);
        foreach (CameraSpec camera in world.Workcell.Cameras)
        {
            RigidTransform worldFromCamera = camera.Mount == CameraMount.Flange ? worldFromFlange * camera.MountFromCamera : camera.MountFromCamera;
            int id = world.Model.Id(MujocoObject.Camera, camera.Name);
            ReadOnlySpan<double> m = world.Data.CamXmat.Slice(9 * id, 9), p = world.Data.CamXpos.Slice(3 * id, 3);
            AssertNear(worldFromCamera.Translation, new(p[0], p[1], p[2]), 1e-9);
            AssertNear(worldFromCamera.Rotation * new Vector3d(0, 0, 1), -new Vector3d(m[2], m[5], m[8]), 1e-9);
            AssertNear(worldFromCamera.Rotation * new Vector3d(1, 0, 0), new(m[0], m[3], m[6]), 1e-9);
        }
    }

    [Fact]
    public void Home_Rays_ReachEveryPointOfAreaAndTray()
    {
        using SimulatedWorld world = new([]);
        Workcell cell = world.Workcell;
        Vector3d eye = cell.Camera("head").MountFromCamera.Translation;
        var blocked = new List<Vector3d>();
        for (double u = -0.5; u <= 0.5; u += 0.05)
        {
            for (double v = -0.5; v <= 0.5; v += 0.05)
            {
                for (double z = 0.001; z < 0.16; z += 0.05)
                    Probe(new(cell.AreaCenter.X + (u * cell.AreaSizeX), cell.AreaCenter.Y + (v * cell.AreaSizeY), z));
                Probe(new(cell.TrayCenter.X + (u * cell.TraySizeX), cell.TrayCenter.Y + (v * cell.TraySizeY), cell.TrayCenter.Z + 0.001));
            }
        }

        Assert.Empty(blocked);

        void Probe(Vector3d point)
        {
            if (world.Data.TryRay(eye, point - eye, out double distance, out int geom) && distance < 1 && world.IsRobotGeom(geom))
                blocked.Add(point);
        }
    }

    [Fact]
    public void Home_TwoSeconds_NothingTouchesAndNothingMoves()
    {
        using SimulatedWorld world = new([]);
        world.Advance(TimeSpan.FromSeconds(2));
        double[] positions = new double[13], velocities = new double[13], efforts = new double[13];
        world.ReadJoints(positions, velocities, efforts);
        Assert.Equal(0, world.Data.ContactCount);
        for (int i = 0; i < RobotModel.ArmDof; i++)
            Assert.InRange(positions[i] - world.Robot.HomeRad.Span[i], -0.001, 0.001);
        Assert.All(velocities, v => Assert.InRange(v, -0.001, 0.001));
        Assert.True(world.Healthy);
    }

    [Fact]
    public void Advance_FingersCommandedShut_DistalJointsFollowTheCoupling()
    {
        using SimulatedWorld world = new([]);
        double[] targets = world.Robot.HomeRad.ToArray();
        for (int i = 9; i < 13; i++)
            targets[i] = 0.8;
        world.SetTargets(targets);
        world.Advance(TimeSpan.FromSeconds(1));
        foreach ((string follower, string leader, double ratio) in HandMjcf.Couplings)
            Assert.Equal(ratio * Position(world, leader), Position(world, follower), 0.02);
        Assert.InRange(Position(world, "middle"), 0.75, 0.82);
    }

    private static double Position(SimulatedWorld world, string joint) =>
        world.Data.Qpos[world.Model.JointQposAddress[world.Model.Id(MujocoObject.Joint, joint)]];

    private static RigidTransform SitePose(SimulatedWorld world, string site)
    {
        int id = world.Model.Id(MujocoObject.Site, site);
        ReadOnlySpan<double> p = world.Data.SiteXpos.Slice(3 * id, 3), m = world.Data.SiteXmat.Slice(9 * id, 9);
        return new RigidTransform(Rotation.FromColumns(new(m[0], m[3], m[6]), new(m[1], m[4], m[7]), new(m[2], m[5], m[8])), new(p[0], p[1], p[2]));
    }

    private static void AssertSame(RigidTransform expected, RigidTransform actual)
    {
        AssertNear(expected.Translation, actual.Translation, 1e-9);
        AssertNear(expected.Rotation * new Vector3d(1, 0, 0), actual.Rotation * new Vector3d(1, 0, 0), 1e-9);
        AssertNear(expected.Rotation * new Vector3d(0, 0, 1), actual.Rotation * new Vector3d(0, 0, 1), 1e-9);
    }

    private static void AssertNear(Vector3d expected, Vector3d actual, double tolerance) =>
        Assert.True((expected - actual).Length < tolerance, $"{actual} is {(expected - actual).Length} from {expected}.");
}
