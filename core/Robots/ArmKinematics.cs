using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>Forward kinematics and Jacobian of the seven-joint arm from its modified DH table.</summary>
/// <remarks>Thread-safe: holds only constants. Source of the numbers: RealMan RM75-6F data sheet (d7 = 172.5 mm).</remarks>
public sealed class ArmKinematics
{
    private readonly RigidTransform[] _linkOffsets;
    private readonly double[] _d;
    private readonly RobotModel _robot;

    /// <summary>Makes the kinematics of a robot.</summary>
    /// <param name="robot">Gives mounting and tool.</param>
    /// <param name="links">Seven rows; default: <see cref="Rm75.Links"/>.</param>
    public ArmKinematics(RobotModel robot, IReadOnlyList<DhLink>? links = null)
    {
        links ??= Rm75.Links;
        if (links.Count != RobotModel.ArmDof)
            throw new ArgumentException($"{links.Count} DH rows given; {RobotModel.ArmDof} are needed.");
        _robot = robot;
        _linkOffsets = new RigidTransform[links.Count];
        _d = new double[links.Count];
        for (int i = 0; i < links.Count; i++)
        {
            _linkOffsets[i] = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), links[i].AlphaRad), new Vector3d(links[i].AM, 0, 0));
            _d[i] = links[i].DM;
        }
    }

    /// <summary>Returns the pose of the flange (frame 7) in the world.</summary>
    /// <param name="armRad">Shape: at least [7]; further entries are ignored. Unit: rad.</param>
    public RigidTransform WorldFromFlange(ReadOnlySpan<double> armRad)
    {
        RigidTransform worldFromLink = _robot.WorldFromBase;
        for (int i = 0; i < RobotModel.ArmDof; i++)
            worldFromLink = Advance(worldFromLink, i, armRad[i]);
        return worldFromLink;
    }

    /// <summary>Returns the pose of the grasp centre in the world.</summary>
    /// <param name="armRad">Shape: at least [7]; further entries are ignored. Unit: rad.</param>
    public RigidTransform WorldFromTool(ReadOnlySpan<double> armRad) => WorldFromFlange(armRad) * _robot.FlangeFromTool;

    /// <summary>Writes the geometric Jacobian of the grasp centre, expressed in the world frame.</summary>
    /// <param name="armRad">Shape: at least [7]. Unit: rad.</param>
    /// <param name="jacobian">Shape: [6 x 7], row-major; rows 0-2 m/rad, rows 3-5 rad/rad.</param>
    /// <returns>The pose of the grasp centre in the world.</returns>
    public RigidTransform Jacobian(ReadOnlySpan<double> armRad, Span<double> jacobian)
    {
        Span<Vector3d> origins = stackalloc Vector3d[RobotModel.ArmDof];
        Span<Vector3d> axes = stackalloc Vector3d[RobotModel.ArmDof];
        RigidTransform worldFromLink = _robot.WorldFromBase;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            worldFromLink = Advance(worldFromLink, i, armRad[i]);
            origins[i] = worldFromLink.Translation;
            axes[i] = worldFromLink.Rotation * new Vector3d(0, 0, 1);
        }

        RigidTransform worldFromTool = worldFromLink * _robot.FlangeFromTool;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            Vector3d linear = Vector3d.Cross(axes[i], worldFromTool.Translation - origins[i]);
            jacobian[i] = linear.X;
            jacobian[7 + i] = linear.Y;
            jacobian[14 + i] = linear.Z;
            jacobian[21 + i] = axes[i].X;
            jacobian[28 + i] = axes[i].Y;
            jacobian[35 + i] = axes[i].Z;
        }

        return worldFromTool;
    }

    private RigidTransform Advance(RigidTransform worldFromPrevious, int joint, double angleRad) =>
        worldFromPrevious * _linkOffsets[joint]
        * new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), angleRad), new Vector3d(0, 0, _d[joint]));
}
