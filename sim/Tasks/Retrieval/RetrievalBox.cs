using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// The open-top box that everything lies in (<see cref="ClutterBox"/>) with its walls, and the cameras that look into it.
/// </summary>
public static class RetrievalBox
{
    /// <summary>Height of the walls. Unit: m.</summary>
    public const double WallHeightM = ClutterBox.WallHeightM;

    /// <summary>Half the inner extent along x. Unit: m.</summary>
    public const double HalfX = ClutterBox.HalfX;

    /// <summary>Half the inner extent along y. Unit: m.</summary>
    public const double HalfY = ClutterBox.HalfY;

    /// <summary>Thickness of the walls. Unit: m.</summary>
    public const double WallM = 0.01;

    /// <summary>Height of the floor in the world. Unit: m.</summary>
    public const double FloorZ = ClutterBox.FloorZ;

    /// <summary>Height of the grasp centre over the floor at the start. Unit: m.</summary>
    public const double HandStartM = ClutterBox.HandStartM;

    /// <summary>Name of the point of view that the target's exposure is judged from: right above the box, where the arm's shoulder leaves no place for a camera.</summary>
    public const string Above = "above";

    /// <summary>Gets the middle of the floor. World frame. Unit: m.</summary>
    public static Vector3d Centre => ClutterBox.Centre;

    /// <summary>Gets the work cell: the reference one with its head camera to the right of the arm, which sees into the box.</summary>
    public static Workcell Cell { get; } = Workcell.Reference with
    {
        Cameras =
        [
            ClutterBox.Head,
            Workcell.Reference.Camera("wrist"),
            Workcell.Reference.Camera("outside") with { MountFromCamera = CameraSpec.LookAt(new(0.95, 0.55, 0.60), new(0.24, -0.02, 0.08)) },
            ClutterBox.Head with { Name = Above, VerticalFieldOfViewRad = 36 * Math.PI / 180, MountFromCamera = CameraSpec.LookAt(new(0.25, 0, 0.72), new(0.29, 0, -0.03)) },
        ],
    };

    /// <summary>Gets where the grasp centre may go.</summary>
    public static WristControlOptions Wrist => ClutterBox.Wrist;

    /// <summary>Returns whether an object's centre is between the walls, at any height.</summary>
    /// <param name="position">World frame. Unit: m.</param>
    /// <param name="marginM">How far from the walls at least. Unit: m. Default: 0.</param>
    public static bool Contains(Vector3d position, double marginM = 0) =>
        Math.Abs(position.X - Centre.X) <= HalfX - marginM && Math.Abs(position.Y - Centre.Y) <= HalfY - marginM && position.Z > FloorZ - 0.02;
}
