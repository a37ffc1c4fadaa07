using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Core.Robots;

/// <summary>
/// The reach study behind the reference mounting: every point of the area, low and high grasps and their lift, all turns of the
/// hand (up to half a turn, for the hand may come from either side), with 5 degrees to every joint limit and away from singularity.
/// </summary>
public sealed class InverseKinematicsReachTests
{
    private const double Degree = Math.PI / 180;
    private const double LiftM = 0.15;
    private const double LeastManipulability = 0.001;
    private static readonly InverseKinematics Solver = new(
        Rm75.Model, new InverseKinematicsOptions { LimitMarginRad = 5 * Degree, MinElbowHeightM = 0.2, ElbowPositions = 16 });

    [Fact]
    public void WorkArea_AnyPointHeightAndTurn_IsReachedWithAToolAtMost25DegreesOffVertical()
    {
        Workcell cell = Workcell.Reference;
        int total = 0, vertical = 0, tilted15 = 0, tilted25 = 0;
        var missed = new List<string>();
        for (int i = 0; i < 6; i++)
            for (int j = 0; j < 6; j++)
                foreach (double height in new[] { 0.015, 0.05, 0.12 })
                    for (int turn = 0; turn < 4; turn++)
                    {
                        var point = new Vector3d(
                            cell.AreaCenter.X + (cell.AreaSizeX * ((i / 5.0) - 0.5)), cell.AreaCenter.Y + (cell.AreaSizeY * ((j / 5.0) - 0.5)), height);
                        total++;
                        double tilt = LeastTilt(point, turn * 45 * Degree, LiftM);
                        vertical += tilt <= 0 ? 1 : 0;
                        tilted15 += tilt <= 15 ? 1 : 0;
                        tilted25 += tilt <= 25 ? 1 : 0;
                        if (tilt > 25)
                            missed.Add($"{point} turn {turn * 45}");
                    }

        string figures = $"{total} grasps: {100.0 * vertical / total:0.0} % vertical, {100.0 * tilted15 / total:0.0} % within 15 degrees, "
            + $"{100.0 * tilted25 / total:0.0} % within 25 degrees; missed: {string.Join(", ", missed.Take(5))}";
        TestContext.Current.SendDiagnosticMessage("{0}", figures);
        Assert.True(tilted25 == total && tilted15 > 0.95 * total && vertical > 0.75 * total, figures);
    }

    [Fact]
    public void Tray_AnyDropPoint_IsReachedWithAToolAtMost25DegreesOffVertical()
    {
        Workcell cell = Workcell.Reference;
        var missed = new List<string>();
        for (int i = -1; i <= 1; i++)
            for (int j = -1; j <= 1; j++)
                foreach (double height in new[] { 0.10, 0.17, 0.25 })
                {
                    var point = cell.TrayCenter + new Vector3d(i * ((cell.TraySizeX / 2) - 0.06), j * ((cell.TraySizeY / 2) - 0.05), height);
                    double least = Enumerable.Range(0, 4).Min(turn => LeastTilt(point, turn * 45 * Degree, 0));
                    if (least > 25)
                        missed.Add(point.ToString());
                }

        Assert.True(missed.Count == 0, $"{missed.Count} of 27 drop points are out of reach: {string.Join(", ", missed)}");
    }

    private static double LeastTilt(Vector3d point, double turnRad, double liftM)
    {
        foreach (double tilt in new[] { 0.0, 15, 25 })
            for (int side = 0; side < 2; side++)
                for (int lean = 0; lean < (tilt == 0 ? 1 : 8); lean++)
                {
                    Rotation tool = Tilted(turnRad + (side * Math.PI), tilt * Degree, lean * 45 * Degree);
                    if (Reached(tool, point) && (liftM == 0 || Reached(tool, point + new Vector3d(0, 0, liftM))))
                        return tilt;
                }

        return double.PositiveInfinity;
    }

    private static bool Reached(Rotation tool, Vector3d point)
    {
        Span<double> arm = stackalloc double[7];
        InverseKinematicsResult result = Solver.SolveFresh(new RigidTransform(tool, point), Rm75.Model.HomeRad.Span, arm);
        return result.Success && result.LimitMarginRad > 4.99 * Degree && result.Manipulability > LeastManipulability;
    }

    private static Rotation Tilted(double turnRad, double tiltRad, double leanRad)
    {
        var x = new Vector3d(Math.Cos(turnRad), Math.Sin(turnRad), 0);
        var z = new Vector3d(0, 0, -1);
        return Rotation.FromAxisAngle(new Vector3d(-Math.Sin(leanRad), Math.Cos(leanRad), 0), tiltRad) * Rotation.FromColumns(x, Vector3d.Cross(z, x), z);
    }
}
