using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;

namespace DexGrasp.Planner.Placement;

/// <summary>Chooses where in the tray the next object goes, from what the head camera's depth picture shows there.</summary>
/// <remarks>Thread-safe: holds only constants.</remarks>
public sealed class TrayPlanner
{
    private const double CellM = 0.01;
    private const double RimM = 0.06;
    private const double SpotRadiusM = 0.045;
    private const double HandRadiusM = 0.09;

    // How far the fingers reach below the palm with an object between them: what stands higher beside the spot meets the palm.
    private const double FingerReachM = 0.06;
    private const double StepM = 0.03;
    private const double CentrePull = 0.02;
    private readonly Workcell _cell;
    private readonly RobotModel _robot;

    /// <summary>Makes a planner.</summary>
    /// <param name="cell">Where the tray is.</param>
    /// <param name="robot">Its own points are left out.</param>
    public TrayPlanner(Workcell cell, RobotModel robot) => (_cell, _robot) = (cell, robot);

    /// <summary>Returns the point at which an object's underside should be released: over the lowest spot, near the centre among equals.</summary>
    /// <param name="head">Of a head picture in which the arm does not hide the tray; hidden parts count as empty.</param>
    /// <param name="positionsRad">Joint positions when the picture was taken: the arm may stand over the tray. Shape: at least [7]. Unit: rad.</param>
    /// <returns>In the world; z is the height of what lies there, at least the tray's floor, and high enough that the hand clears what stands beside it. Unit: m.</returns>
    public Vector3d ChooseDropPoint(HeightMap head, ReadOnlySpan<double> positionsRad)
    {
        float[,] heights = Heights(head, new RobotShape(_robot, positionsRad));
        double reachX = Math.Max(0, (_cell.TraySizeX / 2) - RimM), reachY = Math.Max(0, (_cell.TraySizeY / 2) - RimM);
        Vector3d best = _cell.TrayCenter;
        double lowest = double.PositiveInfinity;
        foreach (double x in Steps(reachX))
            foreach (double y in Steps(reachY))
            {
                double beside = HighestWithin(heights, x, y, HandRadiusM) - FingerReachM;
                double height = Math.Max(HighestWithin(heights, x, y, SpotRadiusM), beside);
                double score = height + (CentrePull * Math.Sqrt((x * x) + (y * y)));
                if (score >= lowest)
                    continue;
                lowest = score;
                best = new Vector3d(_cell.TrayCenter.X + x, _cell.TrayCenter.Y + y, Math.Max(height, _cell.TrayCenter.Z));
            }

        return best;
    }

    private static IEnumerable<double> Steps(double reach)
    {
        int count = (int)(reach / StepM);
        for (int i = -count; i <= count; i++)
            yield return i * StepM;
    }

    // Highest reading in each 1 cm cell of the tray's floor.
    private float[,] Heights(HeightMap head, RobotShape robot)
    {
        int columns = (int)Math.Ceiling(_cell.TraySizeX / CellM), rows = (int)Math.Ceiling(_cell.TraySizeY / CellM);
        var heights = new float[columns, rows];
        double left = _cell.TrayCenter.X - (_cell.TraySizeX / 2), near = _cell.TrayCenter.Y - (_cell.TraySizeY / 2);
        for (int i = 0; i < head.ZM.Length; i++)
        {
            int column = (int)Math.Floor((head.XM[i] - left) / CellM), row = (int)Math.Floor((head.YM[i] - near) / CellM);
            if (float.IsNaN(head.ZM[i]) || column < 0 || row < 0 || column >= columns || row >= rows)
                continue;
            if (robot.Contains(new Vector3d(head.XM[i], head.YM[i], head.ZM[i])))
                continue;
            heights[column, row] = Math.Max(heights[column, row], head.ZM[i]);
        }

        return heights;
    }

    private double HighestWithin(float[,] heights, double x, double y, double radiusM)
    {
        double highest = 0;
        for (int column = 0; column < heights.GetLength(0); column++)
            for (int row = 0; row < heights.GetLength(1); row++)
            {
                double dx = ((column + 0.5) * CellM) - (_cell.TraySizeX / 2) - x, dy = ((row + 0.5) * CellM) - (_cell.TraySizeY / 2) - y;
                if ((dx * dx) + (dy * dy) <= radiusM * radiusM)
                    highest = Math.Max(highest, heights[column, row]);
            }

        return highest;
    }
}
