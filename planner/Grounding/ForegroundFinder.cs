using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Finds what stands out of the table inside the work area: neither table, nor tray, nor robot. What lies in the tray and leans out over
/// its rim is in the tray as a whole.
/// </summary>
internal sealed class ForegroundFinder(Workcell cell)
{
    private const float SeedHeightM = 0.009f;
    private const float GrowHeightM = 0.0045f;
    private const float HighestM = 0.40f;
    private const double MarginM = 0.07;

    // What fell beside the tray has to be seen, or the task would be taken for done.
    private const double BesideTrayM = 0.17;
    private const double TrayMarginM = 0.02;
    private const double RimMarginM = 0.006;
    private const double InTrayShare = 0.25;
    private const float LinkM = 0.012f;
    private const int FewestPixels = 60;

    /// <summary>Returns connected pieces; pixels belong together when their points are near each other.</summary>
    public Labels Find(Surface surface, RobotShape? robot)
    {
        int count = surface.Z.Length;
        var allowed = new bool[count];
        for (int i = 0; i < count; i++)
            allowed[i] = surface.Z[i] > GrowHeightM && surface.Z[i] < HighestM && IsWanted(surface.Point(i)) && robot?.Contains(surface.Point(i)) != true;

        int[] labels = new int[count];
        Array.Fill(labels, -1);
        var stack = new Stack<int>();
        var piece = new List<int>();
        int next = 0;
        for (int seed = 0; seed < count; seed++)
        {
            if (!allowed[seed] || labels[seed] >= 0 || surface.Z[seed] < SeedHeightM)
                continue;
            piece.Clear();
            labels[seed] = next;
            stack.Push(seed);
            while (stack.TryPop(out int i))
            {
                piece.Add(i);
                Spread(surface, allowed, labels, stack, i, next);
            }

            if (piece.Count >= FewestPixels && piece.Count(i => surface.Z[i] > SeedHeightM) > FewestPixels / 2
                && piece.Count(i => IsInTray(surface.Point(i))) < InTrayShare * piece.Count)
            {
                next++;
                continue;
            }

            foreach (int i in piece)
            {
                labels[i] = -1;
                allowed[i] = false;
            }
        }

        return new Labels(surface.Width, surface.Height, labels, next);
    }

    private static void Spread(Surface surface, bool[] allowed, int[] labels, Stack<int> stack, int i, int label)
    {
        int w = surface.Width, x = i % w, y = i / w;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                if ((uint)(x + dx) >= (uint)w || (uint)(y + dy) >= (uint)surface.Height)
                    continue;
                int j = i + (dy * w) + dx;
                if (!allowed[j] || labels[j] >= 0)
                    continue;
                float ex = surface.X[i] - surface.X[j], ey = surface.Y[i] - surface.Y[j], ez = surface.Z[i] - surface.Z[j];
                if ((ex * ex) + (ey * ey) + (ez * ez) > LinkM * LinkM)
                    continue;
                labels[j] = label;
                stack.Push(j);
            }
        }
    }

    private bool IsBesideTray(Vector3d point) =>
        cell.HasTray && point.X - cell.TrayCenter.X is var x && x > -(cell.TraySizeX / 2) && x < (cell.TraySizeX / 2) + BesideTrayM
        && point.Y < cell.AreaCenter.Y && point.Y > cell.TrayCenter.Y - (cell.TraySizeY / 2);

    // Over the tray only what is higher than its rim: through it a thing that leans out hangs together with what it lies on.
    private bool IsWanted(Vector3d point) => IsInTray(point)
        ? point.Z > cell.TrayWallHeight + RimMarginM
        : IsBesideTray(point) || Math.Abs(point.X - cell.AreaCenter.X) <= (cell.AreaSizeX / 2) + MarginM && Math.Abs(point.Y - cell.AreaCenter.Y) <= (cell.AreaSizeY / 2) + MarginM;

    /// <summary>Gets whether a point lies over the tray or its walls.</summary>
    public bool IsInTray(Vector3d point) => cell.HasTray &&
        Math.Abs(point.X - cell.TrayCenter.X) < (cell.TraySizeX / 2) + TrayMarginM && Math.Abs(point.Y - cell.TrayCenter.Y) < (cell.TraySizeY / 2) + TrayMarginM;
}
