using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Data.LeRobot;

namespace DexGrasp.Data.Demonstrations;

/// <summary>What a dataset of simulated demonstrations holds beside state, action and pictures.</summary>
public static class DemonstrationSchema
{
    /// <summary>The expert's whole answer. Shape: (832) = 64 steps x 13 joints, row-major. Unit: rad.</summary>
    public const string Chunk = "label.chunk";

    /// <summary>Whether that answer teaches anything: 0 once the expert gave up or the gate stopped the robot.</summary>
    public const string ChunkIsValid = "label.valid";

    /// <summary>The expert's phase, by number.</summary>
    public const string Phase = "label.phase";

    /// <summary>Who drives from this frame on: 0 expert, 1 disturbance, 2 learner.</summary>
    public const string Driver = "label.driver";

    /// <summary>Joint targets in force when the pictures were taken. Shape: (13). Unit: rad.</summary>
    public const string Command = "observation.command";

    /// <summary>Joint efforts. Shape: (13). Unit: N m.</summary>
    public const string Effort = "observation.effort";

    /// <summary>The target's true pose: x, y, z in m, then the quaternion w, x, y, z. World frame. Shape: (7). Never an input.</summary>
    public const string TargetPose = "truth.target_pose";

    /// <summary>The chosen grip: width in m, then pose as above; all 0 where none is chosen. Shape: (8). Never an input.</summary>
    public const string Grip = "truth.grip";

    /// <summary>Whether thumb, fingers and palm press on the target, 0 or 1 each. Shape: (3). Never an input.</summary>
    public const string Touch = "truth.touch";

    private static readonly string[] CameraNames = ["head", "wrist"];
    private static readonly string[] PoseNames = ["x_m", "y_m", "z_m", "qw", "qx", "qy", "qz"];
    private static readonly string[] IntrinsicNames = ["width_px", "height_px", "focal_x_px", "focal_y_px", "center_x_px", "center_y_px"];

    /// <summary>Returns the key of a camera's stated calibration: intrinsics, then its pose on its mount. Shape: (13).</summary>
    public static string Calibration(string camera) => $"observation.calibration.{camera}";

    /// <summary>Makes the schema.</summary>
    /// <param name="robot">Names the joints.</param>
    /// <param name="cell">Names the cameras.</param>
    /// <param name="fps">Frames a second.</param>
    public static DatasetSchema Of(RobotModel robot, Workcell cell, int fps)
    {
        RecordedCamera[] cameras = [.. CameraNames.Select(cell.Camera).Select(c => new RecordedCamera(c.Name, c.Width, c.Height, HasMask: true, HasDepth: c.HasDepth))];
        return DatasetSchema.ForRobot(
            robot, fps, cameras,
            Feature.Number(Command, FeatureType.Float32, robot.JointNames),
            Feature.Number(Effort, FeatureType.Float32, robot.JointNames),
            Feature.Number(Calibration("head"), FeatureType.Float64, [.. IntrinsicNames, .. PoseNames]),
            Feature.Number(Calibration("wrist"), FeatureType.Float64, [.. IntrinsicNames, .. PoseNames]),
            Feature.Number(Chunk, FeatureType.Float32, size: ActionChunk.Horizon * RobotModel.Dof),
            Feature.Number(ChunkIsValid, FeatureType.Bool),
            Feature.Number(Phase, FeatureType.Int64),
            Feature.Number(Driver, FeatureType.Int64),
            Feature.Number(TargetPose, FeatureType.Float64, PoseNames),
            Feature.Number(Grip, FeatureType.Float64, ["width_m", .. PoseNames]),
            Feature.Number(Touch, FeatureType.Float32, ["thumb", "fingers", "palm"]));
    }
}
