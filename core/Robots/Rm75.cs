using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// The reference robot: a RealMan RM75-6F on a column behind the table, its first axis level and pointing forward
/// like a shoulder, with a six-actuator, twelve-joint five-finger hand.
/// </summary>
public static class Rm75
{
    private const double Degree = Math.PI / 180;

    /// <summary>Modified DH rows of the RM75-6F (vendor data sheet). Units: m, rad.</summary>
    public static IReadOnlyList<DhLink> Links { get; } =
    [
        new(0, 0, 0.2405), new(0, -90 * Degree, 0), new(0, 90 * Degree, 0.256), new(0, -90 * Degree, 0),
        new(0, 90 * Degree, 0.210), new(0, -90 * Degree, 0), new(0, 90 * Degree, 0.1725),
    ];

    /// <summary>
    /// The robot that simulation and examples use. Mounting and rest pose follow from a reach study: with the shoulder 0.69 m above
    /// the middle of <see cref="Workcell.Reference"/>'s area the whole area is reached with the tool at most 25 degrees off vertical;
    /// at rest the hand hangs above the tray and the elbow points forward, whence every grasp is a short way off. Arm speeds:
    /// 120 deg/s, below the 180-225 deg/s of the data sheet; acceleration 600 deg/s^2, a simulation's choice: a real arm starts with
    /// the smaller values of its robot card.
    /// </summary>
    public static RobotModel Model { get; } = new(
        "rm75-hand",
        ["arm_1", "arm_2", "arm_3", "arm_4", "arm_5", "arm_6", "arm_7", "thumb_rotation", "thumb_bend", "index", "middle", "ring", "little"],
        [
            Arm(178, 180, 60), Arm(130, 180, 60), Arm(178, 225, 30), Arm(135, 225, 30), Arm(178, 225, 10), Arm(128, 225, 10), Arm(360, 225, 10),
            new(0, 1.6, 3.0, 30, 0.8), new(-0.5, 0.8, 3.0, 30, 0.8),
            new(-0.05, 1.45, 4.0, 40, 0.6), new(-0.05, 1.45, 4.0, 40, 0.6), new(-0.05, 1.45, 4.0, 40, 0.6), new(-0.05, 1.45, 4.0, 40, 0.6),
        ],
        worldFromBase: new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 1, 0), 90 * Degree), new Vector3d(0.05, 0, 0.69)),
        flangeFromTool: RigidTransform.FromTranslation(0.034, 0.004, 0.150),
        homeRad: [-1.38, 1.12, -0.22, 1.33, -1.37, -1.65, 0.72, 1.3, -0.4, 0, 0, 0, 0]);

    private static JointLimit Arm(double rangeDeg, double speedDegPerS, double effortNm) =>
        new(-(rangeDeg - 2) * Degree, (rangeDeg - 2) * Degree, Math.Min(speedDegPerS, 120) * Degree, 600 * Degree, effortNm);
}
