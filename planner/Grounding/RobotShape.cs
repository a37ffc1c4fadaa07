using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Planner.Grounding;

/// <summary>Where the robot itself is, as thick lines around its links, so that its pixels are not taken for objects.</summary>
internal sealed class RobotShape
{
    private const double ArmRadiusM = 0.075;
    private const double HandRadiusM = 0.085;
    private const double ThumbRadiusM = 0.05;
    private readonly List<(Vector3d From, Vector3d To, double RadiusM)> _capsules = [];

    /// <summary>Makes the shape at given joint positions.</summary>
    /// <param name="robot">Gives mounting and tool.</param>
    /// <param name="positionsRad">Shape: at least [7]. Unit: rad.</param>
    /// <param name="surfaceFromWorld">Where the points that are asked about are measured from; null: in the world.</param>
    public RobotShape(RobotModel robot, ReadOnlySpan<double> positionsRad, RigidTransform? surfaceFromWorld = null)
    {
        RigidTransform worldFromLink = surfaceFromWorld is { } surface ? surface * robot.WorldFromBase : robot.WorldFromBase;
        Vector3d last = worldFromLink.Translation;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            DhLink link = Rm75.Links[i];
            worldFromLink = worldFromLink
                * new RigidTransform(Rotation.FromAxisAngle(new Vector3d(1, 0, 0), link.AlphaRad), new Vector3d(link.AM, 0, 0))
                * new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), positionsRad[i]), new Vector3d(0, 0, link.DM));
            if ((worldFromLink.Translation - last).Length > 0.01)
                _capsules.Add((last, worldFromLink.Translation, ArmRadiusM));
            last = worldFromLink.Translation;
        }

        RigidTransform worldFromTool = worldFromLink * robot.FlangeFromTool;
        Vector3d fingertips = worldFromTool * new Vector3d(0, 0, 0.06);
        _capsules.Add((last, fingertips, HandRadiusM));
        if (positionsRad.Length < RobotModel.Dof)
            return;

        // The thumb stands off aside or hangs far below the palm.
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips];
        HandKinematics.WriteEnds(worldFromLink, positionsRad[RobotModel.ArmDof..], ends);
        _capsules.Add((worldFromTool.Translation, ends[0], ThumbRadiusM));
    }

    /// <summary>Gets whether a point may be the robot's.</summary>
    /// <param name="point">Frame: the surface's. Unit: m.</param>
    public bool Contains(Vector3d point)
    {
        foreach ((Vector3d from, Vector3d to, double radius) in _capsules)
        {
            Vector3d along = to - from;
            double t = Math.Clamp(Vector3d.Dot(point - from, along) / Math.Max(Vector3d.Dot(along, along), 1e-9), 0, 1);
            if ((point - from - (along * t)).Length < radius)
                return true;
        }

        return false;
    }
}
