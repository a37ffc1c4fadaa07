using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class ApproachClearanceTests
{
    private const double TowerM = 0.16;
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private static readonly ArmKinematics Kinematics = new(Rm75.Model);
    private static readonly Vector3d Start = new(0.30, -0.22, 0.06), Goal = new(0.30, 0.12, 0.03);
    private static readonly TargetBounds Target = new(Goal, new Vector3d(0.03, 0.03, 0.03), 1);

    [Fact]
    public void Apply_TowerBetween_GoesOverItAndComesDownToTheTarget()
    {
        float[] way = Straight(), before = [.. way];

        double most = ApproachClearance.Apply(way, Start, Target, Grid(WithTower()));

        Assert.InRange(most, TowerM + ApproachClearance.ClearM - 0.07, TowerM + 0.03);
        for (int k = 0; k < ActionChunk.Horizon; k++)
        {
            Vector3d at = At(way, k);
            Assert.True(Lift(k) >= 0, $"step {k} was lowered");
            Assert.True(k == 0 || Math.Abs(Lift(k) - Lift(k - 1)) <= 0.03 + 1e-6, $"step {k} jumps");
            if (Math.Abs(at.Y + 0.06) < 0.03)
                Assert.True(at.Z >= TowerM + ApproachClearance.ClearM - 0.01, $"step {k} is {at.Z} m high above the tower");
        }

        Assert.Equal(before[^RobotModel.Dof..], way[^RobotModel.Dof..]);

        double Lift(int k) => way[(k * RobotModel.Dof) + 2] - before[(k * RobotModel.Dof) + 2];
    }

    [Fact]
    public void Apply_ClearWay_ChangesNothing()
    {
        float[] way = [.. Straight().Select((n, i) => i % RobotModel.Dof == 2 && i < 50 * RobotModel.Dof ? 0.05f : n)], before = [.. way];
        Assert.Equal(0, ApproachClearance.Apply(way, Start, Target, Grid(new SyntheticScene().Sphere(Goal.X, Goal.Y, 0.03, 200, 40, 30))));
        Assert.Equal(before, way);
    }

    [Fact]
    public void Apply_TowerBesideTheTarget_LeavesTheLastWayToThePolicy()
    {
        ObstacleGrid grid = Grid(new SyntheticScene().Sphere(Goal.X, Goal.Y, 0.03, 200, 40, 30).Box(Goal.X + 0.08, Goal.Y, 0.04, 0.04, TowerM, 90, 90, 90));
        float[] way = Straight(), before = [.. way];
        ApproachClearance.Apply(way, Start, Target, grid);
        Assert.Equal(before[^RobotModel.Dof..], way[^RobotModel.Dof..]);
    }

    [Fact]
    public void Update_HandHidesTheTower_KeepsWhatWasSeen()
    {
        ObstacleGrid grid = Grid(WithTower());
        Observation hidden = WithTower().Observe(Home, TimeSpan.Zero, 2);
        Update(grid, hidden, new Vector3d(0.30, -0.06, 0.1));
        Assert.InRange(grid.Highest(0.30, -0.06, 0.03), TowerM - 0.01, TowerM + 0.02);
    }

    [Fact]
    public void Update_TowerTakenAway_ForgetsIt()
    {
        ObstacleGrid grid = Grid(WithTower());
        Update(grid, new SyntheticScene().Observe(Home, TimeSpan.Zero, 2), new Vector3d(0.3, 0, 1));
        Assert.InRange(grid.Highest(0.30, -0.06, 0.03), 0, 0.02);
    }

    [Fact]
    public void Update_OneHighReading_IsNotBelieved()
    {
        Observation observation = new SyntheticScene().Observe(Home, TimeSpan.Zero, 1);
        CameraCalibration calibration = observation.Head.Calibration;
        (double u, double v) = calibration.Intrinsics.Project(calibration.WorldFromCamera(Kinematics, Home).Inverse() * new Vector3d(0.30, 0, 0));
        // On the raster that the grid looks at.
        int x = ((int)u / 3 * 3) + 1, y = ((int)v / 3 * 3) + 1;
        observation.Head.Depth!.DepthM[(y * observation.Head.Rgb.Width) + x] -= 0.2f;
        var grid = new ObstacleGrid();
        Update(grid, observation, new Vector3d(0.3, 0, 1));
        Assert.InRange(grid.Highest(0.30, 0, 0.15), 0, 0.03);
    }

    private static SyntheticScene WithTower() =>
        new SyntheticScene().Sphere(Goal.X, Goal.Y, 0.03, 200, 40, 30).Box(0.30, -0.06, 0.05, 0.05, TowerM, 90, 90, 90);

    private static ObstacleGrid Grid(SyntheticScene scene)
    {
        var grid = new ObstacleGrid();
        Update(grid, scene.Observe(Home, TimeSpan.Zero, 1), new Vector3d(0.3, 0, 1));
        return grid;
    }

    private static void Update(ObstacleGrid grid, Observation observation, Vector3d tool) => grid.Update(
        observation.Head, observation.Head.Calibration.WorldFromCamera(Kinematics, Home), new RobotBody(Rm75.Model, Kinematics, Home, 0.025), tool, null,
        Goal - Target.HalfExtents, Goal + Target.HalfExtents);

    private static Vector3d At(float[] way, int k) => Start + new Vector3d(way[k * RobotModel.Dof], way[(k * RobotModel.Dof) + 1], way[(k * RobotModel.Dof) + 2]);

    private static float[] Straight()
    {
        var way = new float[PolicyLayout.ChunkSize];
        for (int k = 0; k < ActionChunk.Horizon; k++)
        {
            Vector3d by = (Goal - Start) * ((k + 1.0) / ActionChunk.Horizon);
            (way[k * RobotModel.Dof], way[(k * RobotModel.Dof) + 1], way[(k * RobotModel.Dof) + 2]) = ((float)by.X, (float)by.Y, (float)by.Z);
        }

        return way;
    }
}
