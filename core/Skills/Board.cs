using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// A raised board with a free edge on its left and a wall on its right, before the reference robot: where flat objects lie that are too
/// wide to grasp (ExDex, arXiv 2503.23120). A reach study chose height and place: with the fingers pointing right and 0 to 30 degrees
/// down, the hand reaches all of it and the space beyond the edge.
/// </summary>
public static class Board
{
    /// <summary>Height of the board's top above the table. World frame. Unit: m.</summary>
    public const double TopZ = 0.23;

    /// <summary>Where the free edge is; the board lies to its right, at smaller y. World frame. Unit: m.</summary>
    public const double EdgeY = -0.26;

    /// <summary>Where the wall's face is. World frame. Unit: m.</summary>
    public const double WallY = -0.62;

    /// <summary>Middle of the board along x. World frame. Unit: m.</summary>
    public const double MiddleX = 0.30;

    /// <summary>Half the board's extent along x. Unit: m.</summary>
    public const double HalfX = 0.22;

    /// <summary>Height of the wall above the board. Unit: m.</summary>
    public const double WallHeight = 0.16;

    /// <summary>Thickness of the board. Unit: m.</summary>
    public const double Thickness = 0.02;

    /// <summary>Slope of the fingers, downwards, when the hand is at rest. Unit: rad.</summary>
    public const double RestPitchRad = 10 * Math.PI / 180;

    /// <summary>Gets how the open hand waits: bend of the fingers, bend and turn of the thumb. Unit: rad.</summary>
    public static (double Fingers, double Thumb, double Turn) OpenHandRad { get; } = (0.1, -0.4, 1.3);

    /// <summary>Gets the middle of the board's top. World frame. Unit: m.</summary>
    public static Vector3d Middle { get; } = new(MiddleX, (EdgeY + WallY) / 2, TopZ);

    /// <summary>Gets the limits of wrist and hand over the board.</summary>
    public static WristControlOptions Wrist { get; } = new()
    {
        WorldFromRest = WorldFromHand(RestPitchRad),
        MaxTurnRad = 0.6,

        // The wrist's servos turn no faster: what runs ahead of them, the hand overshoots by.
        JointStepRad = [0.105, 0.105, 0.105, 0.105, 0.06, 0.06, 0.105],

        // 8 rad/s^2, three quarters of what the arm is allowed: a chunk's playout needs the rest.
        JointStepChangeRad = 0.02,
        Low = new(MiddleX - 0.20, WallY - 0.06, TopZ - 0.03),
        High = new(MiddleX + 0.20, EdgeY + 0.22, TopZ + 0.28),
    };

    /// <summary>
    /// Gets the work cell with the board. Its head camera looks back at the robot from beyond the board: a hand that comes from the left
    /// and above hides little of an object from there, all the way from the push to the lifted hand.
    /// </summary>
    public static Workcell Cell { get; } = Workcell.Reference with
    {
        AreaCenter = Middle,
        AreaSizeX = 0.32,
        AreaSizeY = 0.20,
        Furniture = WorkcellFurniture.Board,
        Cameras =
        [
            new("head", 640, 480, 20, HasDepth: true, 46 * Math.PI / 180, CameraMount.World, CameraSpec.LookAt(new(0.95, -0.35, 0.85), new(MiddleX, -0.38, TopZ))),
            Workcell.Reference.Camera("wrist"),
            new("outside", 640, 480, 10, HasDepth: false, 45 * Math.PI / 180, CameraMount.World, CameraSpec.LookAt(new(1.05, 0.35, 0.75), new(0.22, -0.36, 0.30))),
        ],
    };

    /// <summary>Gets the reference robot as it stands at the board: at rest the hand waits above it, out of the head camera's view of the board's top.</summary>
    public static RobotModel Robot { get; } = Rm75.Model.WithHome([-1.081, 0.923, 0.915, 2.269, 0.788, -1.995, 0.986, OpenHandRad.Turn, OpenHandRad.Thumb, OpenHandRad.Fingers, OpenHandRad.Fingers, OpenHandRad.Fingers, OpenHandRad.Fingers]);

    /// <summary>Returns the turn of a hand whose fingers point right and downwards and close downwards.</summary>
    /// <param name="pitchRad">Slope of the fingers. Unit: rad.</param>
    /// <param name="yawRad">Further turn about the world's z. Unit: rad. Default: 0.</param>
    public static Rotation WorldFromHand(double pitchRad, double yawRad = 0)
    {
        var z = new Vector3d(0, -Math.Cos(pitchRad), -Math.Sin(pitchRad));
        var x = new Vector3d(0, Math.Sin(pitchRad), -Math.Cos(pitchRad));
        return Rotation.FromAxisAngle(new Vector3d(0, 0, 1), yawRad) * Rotation.FromColumns(x, Vector3d.Cross(z, x), z);
    }
}
