using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What is known at one moment of the robot at the board and of the object on it: in training the simulator's truth with an error, on a
/// robot what joints and cameras tell. One thread at a time; reused from step to step.
/// </summary>
public sealed class FlatObjectView
{
    private readonly double[] _joints = new double[RobotModel.Dof], _targets = new double[RobotModel.Dof];
    private readonly Vector3d[] _tips = new Vector3d[HandKinematics.Tips];

    /// <summary>Gets or sets the object's pose: origin in the middle of its bounds, z up when it lies.</summary>
    public RigidTransform WorldFromObject { get; set; }

    /// <summary>Gets or sets half the object's extent along its axes. Unit: m.</summary>
    public Vector3d HalfSize { get; set; }

    /// <summary>Gets or sets the object's velocity. World frame. Unit: m/s.</summary>
    public Vector3d Linear { get; set; }

    /// <summary>Gets or sets the object's turning. World frame. Unit: rad/s.</summary>
    public Vector3d Angular { get; set; }

    /// <summary>Gets or sets the place that a push has to bring the object's middle to; (0, 0) without one. World frame. Unit: m.</summary>
    public (double X, double Y) Goal { get; set; }

    /// <summary>Gets the grasp centre's pose.</summary>
    public RigidTransform WorldFromTool { get; private set; }

    /// <summary>Gets where the object's middle is in the hand: what does not move there is held. Frame: grasp centre. Unit: m.</summary>
    public Vector3d ObjectInHand => WorldFromTool.Inverse() * WorldFromObject.Translation;

    /// <summary>Gets how far the wanted grasp centre is ahead of the measured one: the push that the arm gives. World frame. Unit: m.</summary>
    public Vector3d Pull { get; private set; }

    /// <summary>Gets joint positions. Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</summary>
    public ReadOnlySpan<double> JointsRad => _joints;

    /// <summary>Gets joint targets. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> TargetsRad => _targets;

    /// <summary>Gets the middles of the fingertips, thumb first. Shape: [5]. World frame. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> Tips => _tips;

    /// <summary>Gets the height of the object's lowest point above the board. Unit: m.</summary>
    public double LowestM
    {
        get
        {
            Rotation r = WorldFromObject.Rotation;
            double below = (Math.Abs((r * new Vector3d(1, 0, 0)).Z) * HalfSize.X) + (Math.Abs((r * new Vector3d(0, 1, 0)).Z) * HalfSize.Y)
                + (Math.Abs((r * new Vector3d(0, 0, 1)).Z) * HalfSize.Z);
            return WorldFromObject.Translation.Z - below - Board.TopZ;
        }
    }

    /// <summary>Gets the object's yaw, within a quarter turn: a box looks the same after one. Range: -pi/4 to pi/4. Unit: rad.</summary>
    public double YawRad
    {
        get
        {
            Vector3d x = WorldFromObject.Rotation * new Vector3d(1, 0, 0);
            double yaw = Math.Atan2(x.Y, x.X);
            return yaw - (Math.PI / 2 * Math.Round(yaw / (Math.PI / 2)));
        }
    }

    /// <summary>Shows a round object square to the board, and as if it did not spin: its yaw cannot be seen and does not matter.</summary>
    public void HideSpin()
    {
        const double LeastLength = 0.1;
        Vector3d z = WorldFromObject.Rotation * new Vector3d(0, 0, 1), x = new Vector3d(1, 0, 0) - (z.X * z);
        x = (x.Length > LeastLength ? x : new Vector3d(0, 1, 0) - (z.Y * z)).Normalized();
        WorldFromObject = new RigidTransform(Rotation.FromColumns(x, Vector3d.Cross(z, x), z), WorldFromObject.Translation);
        Angular -= Vector3d.Dot(Angular, z) * z;
    }

    /// <summary>Takes what the robot's joints tell.</summary>
    /// <param name="kinematics">Of the arm.</param>
    /// <param name="jointsRad">Measured. Shape: [13]. Unit: rad.</param>
    /// <param name="wrist">Gives targets and the wanted pose.</param>
    public void SetRobot(ArmKinematics kinematics, ReadOnlySpan<double> jointsRad, WristControl wrist)
    {
        jointsRad.CopyTo(_joints);
        wrist.TargetsRad.CopyTo(_targets);
        WorldFromTool = kinematics.WorldFromTool(jointsRad);
        Pull = wrist.WorldFromWanted.Translation - WorldFromTool.Translation;
        HandKinematics.WriteTips(kinematics.WorldFromFlange(jointsRad), jointsRad[RobotModel.ArmDof..], _tips);
    }
}
