using DexGrasp.Controller.Grasping;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Perception;

/// <summary>The robot's own body at given joint positions, to be left out of pictures.</summary>
internal sealed class RobotBody
{
    private readonly Capsule[] _rods;
    private readonly double _marginM;
    private readonly Vector3d _center;
    private readonly double _reachM;

    /// <summary>Places the body.</summary>
    /// <param name="robot">Mounting and tool.</param>
    /// <param name="kinematics">Of the arm.</param>
    /// <param name="positionsRad">Shape: [13]. Unit: rad.</param>
    /// <param name="marginM">How much thicker than the robot. Unit: m.</param>
    public RobotBody(RobotModel robot, ArmKinematics kinematics, ReadOnlySpan<double> positionsRad, double marginM)
    {
        RigidTransform worldFromFlange = kinematics.WorldFromFlange(positionsRad);
        Capsule[] hand = HandGeometry.Capsules(positionsRad[RobotModel.ArmDof..]);
        var rods = new List<Capsule>(hand.Length + 4);
        foreach (Capsule rod in hand)
            rods.Add(rod.In(worldFromFlange));

        // The arm is a shoulder, an elbow and a wrist; the wrist centre lies d7 behind the flange, the forearm is 0.210 m long,
        // and the elbow follows from the pose without the last three joints.
        Vector3d wrist = worldFromFlange * new Vector3d(0, 0, -Rm75.Links[6].DM);
        RigidTransform shoulder = robot.WorldFromBase * new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), positionsRad[0]), new Vector3d(0, 0, Rm75.Links[0].DM));
        RigidTransform second = shoulder * new RigidTransform(
            Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Rm75.Links[1].AlphaRad) * Rotation.FromAxisAngle(new Vector3d(0, 0, 1), positionsRad[1]), Vector3d.Zero);
        Vector3d elbow = second * new Vector3d(0, -Rm75.Links[2].DM, 0);
        rods.Add(new Capsule(robot.WorldFromBase.Translation, shoulder.Translation, 0.055));
        rods.Add(new Capsule(shoulder.Translation, elbow, 0.050));
        rods.Add(new Capsule(elbow, wrist, 0.045));
        rods.Add(new Capsule(wrist, worldFromFlange.Translation, 0.042));
        _rods = [.. rods];
        _marginM = marginM;
        _center = elbow;
        _reachM = 0.8;
    }

    /// <summary>Returns how far a point of the world is from the robot's surface; negative inside. Unit: m.</summary>
    public double DistanceTo(Vector3d pointInWorld)
    {
        double least = double.MaxValue;
        foreach (Capsule rod in _rods)
            least = Math.Min(least, rod.DistanceTo(pointInWorld));
        return least;
    }

    /// <summary>Tells whether a point of the world lies on or near the robot.</summary>
    public bool Contains(Vector3d pointInWorld)
    {
        if ((pointInWorld - _center).Length > _reachM)
            return false;
        foreach (Capsule rod in _rods)
            if (rod.DistanceTo(pointInWorld) < _marginM)
                return true;
        return false;
    }
}
