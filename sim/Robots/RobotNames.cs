namespace DexGrasp.Sim.Robots;

/// <summary>Names that the robot's parts have in every simulated world. Joints and actuators have the names of <see cref="Core.Robots.RobotModel.JointNames"/>.</summary>
public static class RobotNames
{
    /// <summary>Site at the arm's flange (frame 7).</summary>
    public const string FlangeSite = "flange";

    /// <summary>Site at the grasp centre.</summary>
    public const string ToolSite = "tool";

    /// <summary>Body of the flange; the hand is fixed to it.</summary>
    public const string FlangeBody = "arm_link_7";

    /// <summary>Body of the palm; every hand body hangs below it.</summary>
    public const string PalmBody = "hand_palm";

    /// <summary>Prefix of every geom and body of the hand.</summary>
    public const string HandPrefix = "hand_";

    /// <summary>Prefix of every geom and body of the arm and its column.</summary>
    public const string ArmPrefix = "arm_";

    /// <summary>Prefix of the bodies, joints and geoms of objects: <c>object_0</c> has geoms <c>object_0_part_0</c> and so on.</summary>
    public const string ObjectPrefix = "object_";

    /// <summary>Geom of the table.</summary>
    public const string TableGeom = "table";

    /// <summary>Prefix of the tray's geoms.</summary>
    public const string TrayPrefix = "tray_";

    /// <summary>Force sensor at the wrist, in the flange's frame. Shape: [3]. Unit: N.</summary>
    public const string WristForceSensor = "wrist_force";

    /// <summary>Torque sensor at the wrist, in the flange's frame. Shape: [3]. Unit: N m.</summary>
    public const string WristTorqueSensor = "wrist_torque";

    /// <summary>Touch sensors: thumb, index, middle, ring, little, palm. Each: normal force sum. Shape: [1]. Unit: N.</summary>
    public static IReadOnlyList<string> TouchSensors { get; } =
        ["thumb_touch", "index_touch", "middle_touch", "ring_touch", "little_touch", "palm_touch"];

    /// <summary>The joints that follow an actuated one: thumb middle and distal, four distal finger joints.</summary>
    public static IReadOnlyList<string> CoupledJoints { get; } =
        ["thumb_middle", "thumb_distal", "index_distal", "middle_distal", "ring_distal", "little_distal"];
}
