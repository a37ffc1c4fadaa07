using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Skills;

/// <summary>
/// Cuts what a <see cref="RetrievalSight"/> shows into objects: neighbouring cells whose heights differ little. What lies flush beside
/// something else becomes one with it, and of a pile the tops are found alone.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class ClutterObjects
{
    private const double LeastM = 0.015, StepM = 0.010, TargetShare = 0.3, MostHalfM = 0.025;
    private const int LeastCells = 6, Cells = RetrievalSight.CellsX * RetrievalSight.CellsY;
    private readonly bool[] _taken = new bool[Cells];
    private readonly int[] _open = new int[Cells];
    private readonly double[] _heights = new double[Cells];

    /// <summary>Gives a state the objects beside the target.</summary>
    /// <param name="sight">What was seen.</param>
    /// <param name="state">Its target's pose is set; receives occluders.</param>
    public void Find(RetrievalSight sight, RetrievalState state)
    {
        state.ClearOccluders();
        for (int cell = 0; cell < Cells; cell++)
        {
            (int x, int y) = (cell / RetrievalSight.CellsY, cell % RetrievalSight.CellsY);
            _heights[cell] = sight.HeightM(x, y, 1);
            _taken[cell] = _heights[cell] < LeastM || sight.TargetShare(x, y, 1) > TargetShare || sight.AgeOf(x, y, 1) >= RetrievalSight.MostAge;
        }

        for (int cell = 0; cell < Cells; cell++)
            if (!_taken[cell])
                Grow(cell, state);
    }

    private void Grow(int first, RetrievalState state)
    {
        int count = 0, open = 0, lowX = int.MaxValue, lowY = int.MaxValue, highX = 0, highY = 0;
        double sumX = 0, sumY = 0, top = 0;
        Open(first, ref open);
        while (open > 0)
        {
            int cell = _open[--open];
            (int x, int y) = (cell / RetrievalSight.CellsY, cell % RetrievalSight.CellsY);
            (count, sumX, sumY, top) = (count + 1, sumX + x, sumY + y, Math.Max(top, _heights[cell]));
            (lowX, highX, lowY, highY) = (Math.Min(lowX, x), Math.Max(highX, x), Math.Min(lowY, y), Math.Max(highY, y));
            if (x > 0)
                Visit(cell, cell - RetrievalSight.CellsY, ref open);
            if (x < RetrievalSight.CellsX - 1)
                Visit(cell, cell + RetrievalSight.CellsY, ref open);
            if (y > 0)
                Visit(cell, cell - 1, ref open);
            if (y < RetrievalSight.CellsY - 1)
                Visit(cell, cell + 1, ref open);
        }

        if (count < LeastCells)
            return;
        var half = new Vector3d((highX - lowX + 1) * RetrievalSight.CellM / 2, (highY - lowY + 1) * RetrievalSight.CellM / 2, Math.Min(MostHalfM, top / 2));
        var corner = new Vector3d(-ClutterBox.HalfX, -ClutterBox.HalfY, 0);
        state.AddOccluder(
            ClutterBox.Centre + corner + new Vector3d(((sumX / count) + 0.5) * RetrievalSight.CellM, ((sumY / count) + 0.5) * RetrievalSight.CellM, top - half.Z), half);
    }

    private void Visit(int from, int cell, ref int open)
    {
        if (!_taken[cell] && Math.Abs(_heights[cell] - _heights[from]) <= StepM)
            Open(cell, ref open);
    }

    private void Open(int cell, ref int open)
    {
        _taken[cell] = true;
        _open[open++] = cell;
    }
}
