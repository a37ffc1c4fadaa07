using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What pictures have shown of the inside of the <see cref="ClutterBox"/>: a map of heights, and of where the target's pixels were. The
/// hand is cut out by the joints; what it hides is remembered as it was last seen.
/// </summary>
/// <remarks>
/// The exposure is the target's area that is seen or remembered, divided by the area that it had when it was last seen whole, both as
/// seen straight from above: no pose is needed for it. Too small where an object beside the target hides it from the camera alone; an
/// object that comes to lie on another side has another area. Whether the target is uncovered is therefore asked of its outline too. One
/// thread at a time. Allocates nothing after the constructor.
/// </remarks>
public sealed class RetrievalSight
{
    /// <summary>Side of a cell of the map. Unit: m.</summary>
    public const double CellM = 0.01;

    /// <summary>Cells along x.</summary>
    public const int CellsX = 34;

    /// <summary>Cells along y.</summary>
    public const int CellsY = 28;

    /// <summary>Pictures after which a cell counts as not seen any more.</summary>
    public const int MostAge = 40;

    // Higher than any pile: the robot's arm. The margins hold the joints' error at the hand and the camera's at the walls.
    private const double PileM = 0.175, HandMarginM = 0.012, WallMarginM = 0.006, LeastAreaM2 = 0.5e-4, UnknownM = 0.05, StrayM = 0.015, RadiusShare = 1.25;
    private const double UncoveredExposure = 0.85, UncoveredOutline = 0.2, HigherM = 0.006, OutlineShare = 0.5;
    private const int FreshAge = 3;
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly HandShape _hand = new();
    private readonly float[] _heights = new float[CellsX * CellsY], _shares = new float[CellsX * CellsY], _tops = new float[CellsX * CellsY];
    private readonly int[] _ages = new int[CellsX * CellsY], _seen = new int[CellsX * CellsY], _hits = new int[CellsX * CellsY];
    private double _areaM2, _top;

    /// <summary>Gets what was known at the start.</summary>
    public RetrievalTarget Target { get; private set; }

    /// <summary>Gets where the target is thought to be: its middle. World frame. Unit: m.</summary>
    public Vector3d Place { get; private set; }

    /// <summary>Gets the share of the target that is exposed as far as is known. Range: 0 to 1.</summary>
    public double Exposure { get; private set; }

    /// <summary>Gets the share of the outline of what is known of the target beside which something higher was seen: what may lie over it. Range: 0 to 1; 1 where nothing is known.</summary>
    public double CoveredOutline { get; private set; }

    /// <summary>
    /// Gets whether at least 95 % of the target is exposed, as far as pictures tell: most of its area is known, and little of its outline lies
    /// beside something higher. No proof: in simulation 37 of 45 ends by it were right (docs/retrieval.md).
    /// </summary>
    public bool IsUncovered => Exposure >= UncoveredExposure && CoveredOutline <= UncoveredOutline;

    /// <summary>Gets the share of the target that the last picture showed. Range: 0 to 1.</summary>
    public double Visible { get; private set; }

    /// <summary>Gets how many pictures ago the target was seen last. Range: 0 to <see cref="MostAge"/>.</summary>
    public int Age { get; private set; }

    /// <summary>Begins with an empty memory.</summary>
    /// <param name="target">What is known.</param>
    public void Begin(RetrievalTarget target)
    {
        (Target, Place, Exposure, CoveredOutline, Visible, Age) = (target, target.Place, 0, 1, 0, MostAge);
        Array.Fill(_heights, (float)UnknownM);
        Array.Fill(_ages, MostAge);
        Array.Clear(_shares);
    }

    /// <summary>Takes a whole picture.</summary>
    /// <param name="map">Of the head camera.</param>
    /// <param name="mask">The target's pixels in it; of the same size.</param>
    /// <param name="jointsRad">When it was taken. Shape: [13]. Unit: rad.</param>
    public void Look(HeightMap map, Mask mask, ReadOnlySpan<double> jointsRad)
    {
        if (map.Width != mask.Width || map.Height != mask.Height)
            throw new ArgumentException($"A mask of {mask.Width}x{mask.Height} px given with heights of {map.Width}x{map.Height} px; the sizes must be equal.", nameof(mask));
        int stride = Stride(map.Width);
        BeginPicture(jointsRad);
        for (int y = stride / 2; y < map.Height; y += stride)
            for (int x = stride / 2; x < map.Width; x += stride)
                if (map.HasReading(x, y))
                    Add(map.PointInWorld(x, y), mask[x, y]);
        EndPicture();
    }

    /// <summary>Returns every how many pixels a picture is looked at: of 213 columns every cell gets some.</summary>
    /// <param name="width">Of the picture. Unit: px.</param>
    public static int Stride(int width) => Math.Max(1, width / 213);

    /// <summary>Begins a picture that is given point by point.</summary>
    /// <param name="jointsRad">When it was taken. Shape: [13]. Unit: rad.</param>
    public void BeginPicture(ReadOnlySpan<double> jointsRad)
    {
        _hand.Set(_kinematics.WorldFromFlange(jointsRad), jointsRad[RobotModel.ArmDof..]);
        Array.Clear(_seen);
        Array.Clear(_hits);
        Array.Clear(_tops);
        _top = 0;
    }

    /// <summary>Adds a point of the picture.</summary>
    /// <param name="point">World frame. Unit: m.</param>
    /// <param name="isTarget">Whether the pixel is the target's.</param>
    public void Add(Vector3d point, bool isTarget)
    {
        Vector3d inBox = point - ClutterBox.Centre;
        double height = inBox.Z;
        if (height > PileM || Math.Abs(inBox.X) > ClutterBox.HalfX - WallMarginM || Math.Abs(inBox.Y) > ClutterBox.HalfY - WallMarginM
            || (!isTarget && _hand.Contains(point, HandMarginM)))
            return;
        int cell = ((int)((inBox.X + ClutterBox.HalfX) / CellM) * CellsY) + (int)((inBox.Y + ClutterBox.HalfY) / CellM);
        _seen[cell]++;
        _tops[cell] = Math.Max(_tops[cell], (float)height);
        if (!isTarget)
            return;
        _hits[cell]++;
        _top = Math.Max(_top, height);
    }

    /// <summary>Ends a picture: map, place and exposure follow it.</summary>
    public void EndPicture()
    {
        double area = 0, sumX = 0, sumY = 0;
        for (int cell = 0; cell < _seen.Length; cell++)
        {
            if (_seen[cell] == 0)
            {
                _ages[cell] = Math.Min(MostAge, _ages[cell] + 1);
                continue;
            }

            (_ages[cell], _heights[cell], _shares[cell]) = (0, _tops[cell], (float)_hits[cell] / _seen[cell]);
            double share = _shares[cell];
            (area, sumX, sumY) = (area + share, sumX + (share * MiddleX(cell)), sumY + (share * MiddleY(cell)));
        }

        _areaM2 = area * CellM * CellM;
        Visible = Share(_areaM2);
        Age = _areaM2 > LeastAreaM2 ? 0 : Math.Min(MostAge, Age + 1);
        if (Age == 0)
            Follow(sumX / area, sumY / area);
        double known = 0;
        foreach (float share in _shares)
            known += share;
        Exposure = Share(known * CellM * CellM);
        Trace();
    }

    /// <summary>Returns what the last picture showed, for a target that nothing covered in it.</summary>
    /// <param name="halfM">Half its extents. Unit: m.</param>
    public RetrievalTarget Measured(Vector3d halfM) => new(Place, _areaM2, halfM);

    /// <summary>Returns the greatest height over the floor within a square of cells; the walls' outside of the box. Unit: m.</summary>
    /// <param name="x">First cell along x; may lie outside.</param>
    /// <param name="y">First cell along y.</param>
    /// <param name="side">Cells of the square's side.</param>
    public double HeightM(int x, int y, int side)
    {
        double height = 0;
        for (int i = x; i < x + side; i++)
            for (int j = y; j < y + side; j++)
                height = Math.Max(height, IsInside(i, j) ? _heights[(i * CellsY) + j] : ClutterBox.WallHeightM);
        return height;
    }

    /// <summary>Returns which share of a square of cells shows the target. Range: 0 to 1.</summary>
    /// <inheritdoc cref="HeightM"/>
    public double TargetShare(int x, int y, int side)
    {
        double sum = 0;
        for (int i = x; i < x + side; i++)
            for (int j = y; j < y + side; j++)
                sum += IsInside(i, j) ? _shares[(i * CellsY) + j] : 0;
        return sum / (side * side);
    }

    /// <summary>Returns how many pictures ago a square of cells was seen last, the newest of its cells. Range: 0 to <see cref="MostAge"/>.</summary>
    /// <inheritdoc cref="HeightM"/>
    public int AgeOf(int x, int y, int side)
    {
        int age = MostAge;
        for (int i = x; i < x + side; i++)
            for (int j = y; j < y + side; j++)
                age = IsInside(i, j) ? Math.Min(age, _ages[(i * CellsY) + j]) : age;
        return age;
    }

    /// <summary>Returns the border between cells that is nearest to a point, as the cell after it.</summary>
    /// <param name="point">World frame. Unit: m.</param>
    public static (int X, int Y) Border(Vector3d point) => (
        (int)Math.Round((point.X - ClutterBox.Centre.X + ClutterBox.HalfX) / CellM), (int)Math.Round((point.Y - ClutterBox.Centre.Y + ClutterBox.HalfY) / CellM));

    // Of a target of which a share is seen at one end, the middle lies at most the rest of its radius away from what is seen.
    private void Follow(double x, double y)
    {
        double radius = RadiusShare * Math.Sqrt(Target.AreaM2 / Math.PI), slack = (1 - Visible) * radius;
        double awayX = Place.X - x, awayY = Place.Y - y, away = Math.Sqrt((awayX * awayX) + (awayY * awayY)), kept = away > slack ? slack / away : 1;
        Place = new Vector3d(x + (kept * awayX), y + (kept * awayY), ClutterBox.FloorZ + (_top / 2));
        for (int cell = 0; cell < _shares.Length; cell++)
        {
            double offX = MiddleX(cell) - Place.X, offY = MiddleY(cell) - Place.Y, reach = radius + StrayM;
            if (_ages[cell] > 0 && (offX * offX) + (offY * offY) > reach * reach)
                _shares[cell] = 0;
        }
    }

    private void Trace()
    {
        int border = 0, covered = 0;
        for (int cell = 0; cell < _shares.Length; cell++)
        {
            if (_shares[cell] <= OutlineShare)
                continue;
            (int x, int y) = (cell / CellsY, cell % CellsY);
            Beside(x - 1, y);
            Beside(x + 1, y);
            Beside(x, y - 1);
            Beside(x, y + 1);

            void Beside(int i, int j)
            {
                int other = (i * CellsY) + j;
                if (IsInside(i, j) && _shares[other] > OutlineShare)
                    return;
                border++;
                covered += !IsInside(i, j) || (_ages[other] <= FreshAge && _heights[other] > _heights[cell] + HigherM) ? 1 : 0;
            }
        }

        CoveredOutline = border == 0 ? 1 : (double)covered / border;
    }

    private double Share(double areaM2) => Math.Min(1, areaM2 / Math.Max(Target.AreaM2, LeastAreaM2));

    private static bool IsInside(int x, int y) => (uint)x < CellsX && (uint)y < CellsY;

    private static double MiddleX(int cell) => ClutterBox.Centre.X - ClutterBox.HalfX + (((cell / CellsY) + 0.5) * CellM);

    private static double MiddleY(int cell) => ClutterBox.Centre.Y - ClutterBox.HalfY + (((cell % CellsY) + 0.5) * CellM);
}
