using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// The open-top box that everything lies in, and the cameras above it. It stands lower than the table would: right below
/// its shoulder the arm cannot fold up far enough to lift a hand that points down over a pile at the table's height.
/// </summary>
public static class RetrievalBox
{
    /// <summary>Height of the walls. Unit: m.</summary>
    public const double WallHeightM = 0.12;

    /// <summary>Half the inner extent along x. Unit: m.</summary>
    public const double HalfX = 0.17;

    /// <summary>Half the inner extent along y. Unit: m.</summary>
    public const double HalfY = 0.14;

    /// <summary>Thickness of the walls. Unit: m.</summary>
    public const double WallM = 0.01;

    /// <summary>Height of the floor in the world. Unit: m.</summary>
    public const double FloorZ = -0.06;

    /// <summary>Height of the grasp centre over the floor at the start: as high as the arm can lift the hand there. Unit: m.</summary>
    public const double HandStartM = 0.22;

    /// <summary>Gets the middle of the floor. World frame. Unit: m.</summary>
    public static Vector3d Centre { get; } = new(0.29, 0, FloorZ);

    /// <summary>Gets the work cell: the reference one with its head camera right above the box.</summary>
    public static Workcell Cell { get; } = Workcell.Reference with
    {
        Cameras =
        [
            Workcell.Reference.Camera("head") with { VerticalFieldOfViewRad = 36 * Math.PI / 180, MountFromCamera = CameraSpec.LookAt(new(0.25, 0, 0.72), new(0.29, 0, -0.03)) },
            Workcell.Reference.Camera("wrist"),
            Workcell.Reference.Camera("outside") with { MountFromCamera = CameraSpec.LookAt(new(0.95, 0.55, 0.60), new(0.24, -0.02, 0.08)) },
        ],
    };

    /// <summary>
    /// Gets where the grasp centre may go: the open hand then stays clear of the walls and, at the lowest, just above the floor. The
    /// leash is short, so that a hand that is pushed into the pile presses less.
    /// </summary>
    public static WristControlOptions Wrist { get; } = new()
    {
        LeashM = 0.02,
        Low = Centre + new Vector3d(-HalfX + 0.055, -HalfY + 0.05, 0.035),
        High = Centre + new Vector3d(HalfX - 0.05, HalfY - 0.05, HandStartM),
    };

    /// <summary>Returns whether an object's centre is between the walls, at any height.</summary>
    /// <param name="position">World frame. Unit: m.</param>
    /// <param name="marginM">How far from the walls at least. Unit: m. Default: 0.</param>
    public static bool Contains(Vector3d position, double marginM = 0) =>
        Math.Abs(position.X - Centre.X) <= HalfX - marginM && Math.Abs(position.Y - Centre.Y) <= HalfY - marginM && position.Z > FloorZ - 0.02;
}
