using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// The open-top box that targets are uncovered in (Retrieval Dexterity, arXiv 2502.18423), before the reference robot. It stands lower
/// than the table would: right below its shoulder the arm cannot lift a hand that points down over a pile at the table's height.
/// </summary>
public static class ClutterBox
{
    /// <summary>Height of the walls. Unit: m.</summary>
    public const double WallHeightM = 0.12;

    /// <summary>Half the inner extent along x. Unit: m.</summary>
    public const double HalfX = 0.17;

    /// <summary>Half the inner extent along y. Unit: m.</summary>
    public const double HalfY = 0.14;

    /// <summary>Height of the floor in the world. Unit: m.</summary>
    public const double FloorZ = -0.06;

    /// <summary>Height of the grasp centre over the floor at the start: as high as the arm can lift the hand there. Unit: m.</summary>
    public const double HandStartM = 0.22;

    /// <summary>Gets the middle of the floor. World frame. Unit: m.</summary>
    public static Vector3d Centre { get; } = new(0.29, 0, FloorZ);

    /// <summary>
    /// Gets the head camera: the reference one on the other side of the column. From its usual place the elbow hides half of what lies
    /// around the target, from here a seventh.
    /// </summary>
    public static CameraSpec Head { get; } = Workcell.Reference.Camera("head") with { MountFromCamera = CameraSpec.LookAt(new(-0.04, -0.42, 0.92), new(0.29, 0, -0.03)) };

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
}
