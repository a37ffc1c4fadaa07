using DexGrasp.Controller.Grasping;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Grasping;

public sealed class GraspPlannerTests
{
    private static readonly RobotModel Robot = Rm75.Model;
    private readonly GraspPlanner _planner = new(Robot, new InverseKinematics(Robot));

    [Fact]
    public void Plan_LongBox_ClosesAcrossItsShortSide()
    {
        GraspCandidate grasp = _planner.Plan(Box(0.29, 0, 0.11, 0.03, 0.04, 0.4), [], Robot.HomeRad.Span, [], 1)[0];
        Vector3d closing = grasp.WorldFromTool.Rotation * new Vector3d(1, 0, 0);
        double along = Math.Abs((closing.X * Math.Cos(0.4)) + (closing.Y * Math.Sin(0.4)));
        Assert.InRange(along, 0, 0.3);
        Assert.InRange(grasp.WidthM, 0.026, 0.042);
    }

    [Fact]
    public void Plan_AnyPlaceInTheArea_FindsAReachableGraspAboveTheTable()
    {
        for (int x = -2; x <= 2; x++)
            for (int y = -2; y <= 2; y++)
            {
                ObjectShape shape = Box(0.29 + (0.1 * x), 0.1 * y, 0.05, 0.04, 0.04, 0.3);
                List<GraspCandidate> grasps = _planner.Plan(shape, [], Robot.HomeRad.Span, [], 3);
                Assert.True(grasps.Count > 0, $"no grasp at x {0.29 + (0.1 * x):0.00} m, y {0.1 * y:0.00} m");
                Assert.All(grasps, g => Assert.InRange(_planner.LowestPoint(g.WorldFromTool, g.OpenRad), 0.003, 0.02));
            }
    }

    [Fact]
    public void Plan_NeighbourOnOneSide_KeepsTheHandOffIt()
    {
        List<Vector3d> neighbour = [.. Box(0.29, 0.062, 0.05, 0.05, 0.06, 0).Points];
        GraspCandidate grasp = _planner.Plan(Box(0.29, 0, 0.04, 0.04, 0.04, 0), neighbour, Robot.HomeRad.Span, [], 1)[0];
        RigidTransform flangeFromWorld = (grasp.WorldFromTool * Robot.FlangeFromTool.Inverse()).Inverse();
        Capsule[] rods = HandGeometry.Capsules(grasp.OpenRad);
        Assert.DoesNotContain(neighbour, p => rods.Any(r => r.DistanceTo(flangeFromWorld * p) < 0.001));
    }

    [Fact]
    public void Plan_WiderThanTheHand_ReturnsNothing() =>
        Assert.Empty(_planner.Plan(Box(0.29, 0, 0.14, 0.14, 0.05, 0), [], Robot.HomeRad.Span, [], 1));

    private static ObjectShape Box(double x, double y, double sizeX, double sizeY, double height, double yaw)
    {
        var points = new List<Vector3d>();
        for (double u = -sizeX / 2; u <= (sizeX / 2) + 1e-9; u += 0.002)
            for (double v = -sizeY / 2; v <= (sizeY / 2) + 1e-9; v += 0.002)
                for (double z = 0; z <= height + 1e-9; z += 0.004)
                    if (Math.Abs(u) > (sizeX / 2) - 0.003 || Math.Abs(v) > (sizeY / 2) - 0.003 || z > height - 0.003)
                        points.Add(new Vector3d(x + (u * Math.Cos(yaw)) - (v * Math.Sin(yaw)), y + (u * Math.Sin(yaw)) + (v * Math.Cos(yaw)), z));
        return new ObjectShape(points);
    }
}
