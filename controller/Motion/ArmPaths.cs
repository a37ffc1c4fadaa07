using DexGrasp.Controller.Grasping;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Motion;

/// <summary>Finds waypoints for the arm: straight lines of the grasp centre, and ways around what stands on the table.</summary>
internal sealed class ArmPaths
{
    private const double LineStepM = 0.01;
    private const double LineStepRad = 0.08;
    private const double ClearanceM = 0.02;
    private readonly RobotModel _robot;
    private readonly InverseKinematics _inverse;

    /// <summary>Makes paths for a robot.</summary>
    public ArmPaths(RobotModel robot, InverseKinematics inverse)
    {
        _robot = robot;
        _inverse = inverse;
    }

    /// <summary>Returns joint positions that lead the grasp centre along a straight line, the hand's joints changing evenly.</summary>
    /// <param name="fromRad">Where to start. Shape: [13]. Unit: rad.</param>
    /// <param name="worldFromTool">Where to end.</param>
    /// <param name="handRad">Hand positions at the end. Shape: [6]. Unit: rad.</param>
    /// <returns>Null when the arm cannot follow the line without a jump.</returns>
    public List<double[]>? Line(double[] fromRad, RigidTransform worldFromTool, ReadOnlySpan<double> handRad)
    {
        RigidTransform start = _inverse.Kinematics.WorldFromTool(fromRad);
        Vector3d way = worldFromTool.Translation - start.Translation;
        Vector3d turn = (worldFromTool.Rotation * start.Rotation.Inverse()).ToRotationVector();
        int steps = Math.Max(1, (int)Math.Ceiling(Math.Max(way.Length / LineStepM, turn.Length / LineStepRad)));
        var path = new List<double[]>(steps + 1) { fromRad };
        for (int i = 1; i <= steps; i++)
        {
            double share = (double)i / steps;
            Rotation turned = turn.Length > 1e-9 ? Rotation.FromAxisAngle(turn, turn.Length * share) * start.Rotation : start.Rotation;
            var next = (double[])path[^1].Clone();
            InverseKinematicsResult found = _inverse.Track(new RigidTransform(turned, start.Translation + (way * share)), path[^1], next);
            if (found.PositionErrorM > 0.003 || found.RotationErrorRad > 0.05)
                return null;
            for (int j = 0; j < RobotModel.ArmDof; j++)
                if (Math.Abs(next[j] - path[^1][j]) > 0.35)
                    return null;
            for (int j = 0; j < RobotModel.HandDof; j++)
                next[RobotModel.ArmDof + j] = fromRad[RobotModel.ArmDof + j] + (share * (handRad[j] - fromRad[RobotModel.ArmDof + j]));
            path.Add(next);
        }

        return path;
    }

    /// <summary>Returns waypoints from one posture to another with the hand above everything on the way: the first of several ways that is free.</summary>
    /// <param name="fromRad">Shape: [13]. Unit: rad.</param>
    /// <param name="toRad">Shape: [13]. Unit: rad.</param>
    /// <param name="obstacles">Points to stay above. Unit: m.</param>
    /// <param name="heldM">How far something held reaches below the grasp centre. Unit: m; 0 with an empty hand.</param>
    public List<double[]> Over(double[] fromRad, double[] toRad, IReadOnlyList<Vector3d> obstacles, double heldM = 0)
    {
        List<double[]> direct = [fromRad, toRad], up = [fromRad], down = [toRad];
        double best = Clearance(direct, obstacles, heldM);
        if (best >= 0)
            return direct;
        Raise(up, fromRad, heldM);
        Raise(down, toRad, heldM);
        down.Reverse();

        List<double[]> chosen = direct;
        double[] hub = [.. _robot.HomeRad.Span[..RobotModel.ArmDof], .. fromRad[RobotModel.ArmDof..]];
        List<double[]>? level = Line(up[^1], _inverse.Kinematics.WorldFromTool(down[0]), down[0].AsSpan(RobotModel.ArmDof));
        // Level at the top ends in another posture than the way down begins with, unless the two are one family.
        if (level != null && Math.Abs(level[^1].Zip(down[0], (x, y) => Math.Abs(x - y)).Max()) > 0.5)
            level = null;
        foreach (List<double[]> way in new[] { [.. up, .. down], level == null ? [] : [.. up, .. level, .. down], (List<double[]>)[.. up, hub, .. down] })
        {
            double clearance = way.Count == 0 ? double.MinValue : Clearance(way, obstacles, heldM);
            if (clearance > best)
                (best, chosen) = (clearance, way);
            if (clearance >= 0)
                break;
        }

        return chosen;
    }

    // Straight up until the hand's lowest point is high; as far as the arm follows.
    private void Raise(List<double[]> path, double[] startRad, double heldM)
    {
        const double HighM = 0.22;
        RigidTransform pose = _inverse.Kinematics.WorldFromTool(startRad);
        double need = HighM - Lowest(startRad, heldM);
        if (need <= 0)
            return;
        for (double rise = Math.Min(0.03, need); ; rise = Math.Min(rise + 0.03, need))
        {
            var next = (double[])path[^1].Clone();
            var up = new RigidTransform(pose.Rotation, pose.Translation + new Vector3d(0, 0, rise));
            if (!_inverse.Track(up, path[^1], next).Success)
                return;
            path.Add(next);
            if (rise >= need)
                return;
        }
    }

    // The least room under the hand along a way, beyond what is wanted; negative where something is in the way. Unit: m.
    private double Clearance(List<double[]> way, IReadOnlyList<Vector3d> obstacles, double heldM)
    {
        const double NearEndM = 0.07, RadiusM = 0.12, TableM = 0.03;
        Vector3d start = _inverse.Kinematics.WorldFromTool(way[0]).Translation, end = _inverse.Kinematics.WorldFromTool(way[^1]).Translation;
        var positions = new double[RobotModel.Dof];
        double least = double.MaxValue;
        for (int i = 1; i < way.Count; i++)
        {
            int samples = 1 + (int)(way[i].Zip(way[i - 1], (x, y) => Math.Abs(x - y)).Take(RobotModel.ArmDof).Max() / 0.12);
            for (int k = 0; k < samples; k++)
            {
                for (int j = 0; j < positions.Length; j++)
                    positions[j] = way[i - 1][j] + ((double)k / samples * (way[i][j] - way[i - 1][j]));
                Vector3d tool = _inverse.Kinematics.WorldFromTool(positions).Translation;
                // Where the hand sets out from and arrives at was chosen with the neighbours in mind.
                if (Level(tool, start) < NearEndM || Level(tool, end) < NearEndM)
                    continue;
                double lowest = Lowest(positions, heldM);
                least = Math.Min(least, lowest - TableM);
                foreach (Vector3d point in obstacles)
                    if (Level(point, tool) < RadiusM)
                        least = Math.Min(least, lowest - point.Z - ClearanceM);
            }
        }

        return least;
    }

    private static double Level(Vector3d a, Vector3d b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    private double Lowest(double[] positionsRad, double heldM)
    {
        RigidTransform worldFromFlange = _inverse.Kinematics.WorldFromFlange(positionsRad);
        double lowest = (worldFromFlange * _robot.FlangeFromTool).Translation.Z - heldM;
        foreach (Capsule rod in HandGeometry.Capsules(positionsRad.AsSpan(RobotModel.ArmDof)))
        {
            Capsule placed = rod.In(worldFromFlange);
            lowest = Math.Min(lowest, Math.Min(placed.From.Z, placed.To.Z) - placed.RadiusM);
        }

        return lowest;
    }
}
