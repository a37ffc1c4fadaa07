using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// All postures of the arm for one flange pose in closed form: its shoulder and wrist axes meet in one point each, so that the
/// elbow lies on a circle about the line between them and each elbow position leaves eight combinations of joint signs.
/// </summary>
internal sealed class ArmPostures
{
    private readonly double _shoulderM = Rm75.Links[0].DM;
    private readonly double _upperArmM = Rm75.Links[2].DM;
    private readonly double _forearmM = Rm75.Links[4].DM;
    private readonly double _wristM = Rm75.Links[6].DM;
    private readonly RobotModel _robot;
    private readonly InverseKinematicsOptions _options;

    internal ArmPostures(RobotModel robot, InverseKinematicsOptions options)
    {
        _robot = robot;
        _options = options;
    }

    /// <summary>Writes the posture of least cost: near the reference, inside the limits with a margin, elbow up.</summary>
    /// <returns>The cost, or infinity when no posture reaches the pose.</returns>
    internal double FindBest(RigidTransform worldFromTool, ReadOnlySpan<double> referenceRad, Span<double> armRad)
    {
        RigidTransform baseFromFlange = _robot.WorldFromBase.Inverse() * (worldFromTool * _robot.FlangeFromTool.Inverse());
        var shoulder = new Vector3d(0, 0, _shoulderM);
        Vector3d reach = baseFromFlange * new Vector3d(0, 0, -_wristM) - shoulder;
        double distance = reach.Length;
        double cosine = ((distance * distance) - (_upperArmM * _upperArmM) - (_forearmM * _forearmM)) / (2 * _upperArmM * _forearmM);
        if (!(Math.Abs(cosine) <= 1) || distance < 1e-6)
            return double.PositiveInfinity;

        double best = double.PositiveInfinity;
        Span<double> candidate = stackalloc double[RobotModel.ArmDof];
        for (int elbowSign = -1; elbowSign <= 1; elbowSign += 2)
        {
            double elbow = elbowSign * Math.Acos(cosine);
            Rotation elbowTurn = Rotation.FromAxisAngle(new Vector3d(0, 1, 0), elbow);
            var straight = new Vector3d(_forearmM * Math.Sin(elbow), 0, _upperArmM + (_forearmM * Math.Cos(elbow)));
            Rotation toReach = Between(straight.Normalized(), reach.Normalized());
            for (int step = 0; step < _options.ElbowPositions; step++)
            {
                Rotation shoulderTurn = Rotation.FromAxisAngle(reach, 2 * Math.PI * step / _options.ElbowPositions) * toReach;
                Rotation wristTurn = (shoulderTurn * elbowTurn).Inverse() * baseFromFlange.Rotation;
                double elbowHeightM = (_robot.WorldFromBase * (shoulder + (shoulderTurn * new Vector3d(0, 0, _upperArmM)))).Z;
                double lowElbow = Math.Max(0, _options.MinElbowHeightM - elbowHeightM);
                for (int signs = 0; signs < 4; signs++)
                {
                    SplitZyz(shoulderTurn, (signs & 1) != 0, candidate[..3]);
                    candidate[3] = elbow;
                    SplitZyz(wristTurn, (signs & 2) != 0, candidate[4..]);
                    double cost = Cost(candidate, referenceRad) + (400 * lowElbow * lowElbow);
                    if (cost < best)
                    {
                        best = cost;
                        candidate.CopyTo(armRad);
                    }
                }
            }
        }

        return best;
    }

    private double Cost(Span<double> candidate, ReadOnlySpan<double> referenceRad)
    {
        double cost = 0;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            JointLimit limit = _robot.Limits[i];
            double turned = candidate[i] + (2 * Math.PI * Math.Round((referenceRad[i] - candidate[i]) / (2 * Math.PI)));
            if (turned < limit.LowerRad || turned > limit.UpperRad)
                turned = candidate[i];
            candidate[i] = turned;
            double margin = Math.Min(turned - limit.LowerRad, limit.UpperRad - turned);
            if (margin < _options.LimitMarginRad)
                return double.PositiveInfinity;
            double near = Math.Max(0, 0.35 - margin);
            double away = turned - referenceRad[i];
            cost += (away * away) + (20 * near * near);
        }

        return cost;
    }

    private static void SplitZyz(Rotation rotation, bool flipped, Span<double> angles)
    {
        Vector3d z = rotation * new Vector3d(0, 0, 1);
        Vector3d x = rotation * new Vector3d(1, 0, 0);
        Vector3d y = rotation * new Vector3d(0, 1, 0);
        double sine = Math.Sqrt((z.X * z.X) + (z.Y * z.Y));
        if (sine < 1e-9)
        {
            angles[0] = 0;
            angles[1] = z.Z > 0 ? 0 : Math.PI;
            angles[2] = z.Z > 0 ? Math.Atan2(x.Y, x.X) : Math.Atan2(x.Y, -x.X);
            return;
        }

        double sign = flipped ? -1 : 1;
        angles[0] = Math.Atan2(sign * z.Y, sign * z.X);
        angles[1] = Math.Atan2(sign * sine, z.Z);
        angles[2] = Math.Atan2(sign * y.Z, -sign * x.Z);
    }

    private static Rotation Between(Vector3d from, Vector3d to)
    {
        Vector3d axis = Vector3d.Cross(from, to);
        if (axis.Length > 1e-9)
            return Rotation.FromAxisAngle(axis, Math.Atan2(axis.Length, Vector3d.Dot(from, to)));
        if (Vector3d.Dot(from, to) > 0)
            return Rotation.Identity;
        Vector3d square = Vector3d.Cross(from, Math.Abs(from.X) < 0.9 ? new Vector3d(1, 0, 0) : new Vector3d(0, 1, 0));
        return Rotation.FromAxisAngle(square, Math.PI);
    }
}
