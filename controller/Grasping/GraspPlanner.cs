using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Grasping;

/// <summary>Proposes grasps of an object from its points and those of its neighbours, best first.</summary>
internal sealed class GraspPlanner
{
    private const double MaxWidthM = 0.088;
    private const double ClearanceM = 0.010;
    private const double FingerSpanM = 0.040;
    private const double TipAboveTableM = 0.005;
    private const double MaxInsertionM = 0.068;
    private const int MaxSolved = 40;
    private static readonly double[] Tilts = [0, -0.35, 0.35];
    private static readonly double[] Asides = [0, -0.012, 0.012];
    private readonly RobotModel _robot;
    private readonly InverseKinematics _inverse;

    /// <summary>Makes a planner for a robot.</summary>
    public GraspPlanner(RobotModel robot, InverseKinematics inverse)
    {
        _robot = robot;
        _inverse = inverse;
    }

    /// <summary>Returns reachable grasps, best first.</summary>
    /// <param name="shape">The object.</param>
    /// <param name="obstacles">Points of its neighbours. Unit: m.</param>
    /// <param name="presentRad">Present joint positions. Shape: at least [7]. Unit: rad.</param>
    /// <param name="avoided">Grasps that have failed already: those alike become costly.</param>
    /// <param name="wanted">How many to return at most.</param>
    public List<GraspCandidate> Plan(
        ObjectShape shape, IReadOnlyList<Vector3d> obstacles, ReadOnlySpan<double> presentRad, IReadOnlyList<GraspCandidate> avoided, int wanted)
    {
        var proposals = new List<GraspCandidate>();
        foreach (double yaw in Yaws(shape))
            foreach (double pitch in Tilts)
                foreach (double roll in Tilts)
                    if (pitch == 0 || roll == 0)
                        foreach (double aside in Asides)
                            if (aside == 0 || (pitch == 0 && roll == 0))
                                Propose(shape, obstacles, yaw, pitch, roll, aside, avoided, proposals);
        proposals.Sort((a, b) => a.Cost.CompareTo(b.Cost));

        var found = new List<GraspCandidate>();
        for (int i = 0; i < proposals.Count && i < MaxSolved; i++)
            if (Reach(proposals[i], shape.TopM, presentRad) is { } reachable)
                found.Add(reachable);
        found.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        return found.Count > wanted ? found[..wanted] : found;
    }

    /// <summary>Returns the same grasp with arm postures, or null when the arm cannot get there.</summary>
    /// <param name="grasp">A proposal.</param>
    /// <param name="topM">Height of the object's top. Unit: m.</param>
    /// <param name="presentRad">Posture to stay close to. Shape: at least [7]. Unit: rad.</param>
    public GraspCandidate? Reach(GraspCandidate grasp, double topM, ReadOnlySpan<double> presentRad)
    {
        // High enough that the tips clear the object, which is also where the wrist camera looks from.
        double tipM = LowestPoint(grasp.WorldFromTool, grasp.OpenRad);
        double back = Math.Max(0.06, topM + 0.035 - tipM);
        RigidTransform hover = grasp.WorldFromTool * RigidTransform.FromTranslation(0, 0, -back);
        var armRad = new double[RobotModel.ArmDof];
        var hoverRad = new double[RobotModel.ArmDof];
        // From a rest posture over the table rather than from wherever the arm is, so that postures do not wander off.
        InverseKinematicsResult above = _inverse.SolveFresh(hover, presentRad, hoverRad);
        if (!above.Success || above.LimitMarginRad < 0.1)
            return null;
        InverseKinematicsResult at = _inverse.Track(grasp.WorldFromTool, hoverRad, armRad);
        if (!at.Success || at.LimitMarginRad < 0.07)
            return null;
        double travel = 0, step = 0;
        for (int i = 0; i < RobotModel.ArmDof; i++)
        {
            travel = Math.Max(travel, Math.Abs(hoverRad[i] - presentRad[i]));
            step = Math.Max(step, Math.Abs(armRad[i] - hoverRad[i]));
        }

        if (step > 1.2)
            return null;
        double margin = Math.Min(above.LimitMarginRad, at.LimitMarginRad);
        double cost = grasp.Cost + (0.12 * travel) + (0.15 * Math.Max(0, 0.4 - margin)) + (0.1 * step);
        return grasp with { ArmRad = armRad, HoverArmRad = hoverRad, WorldFromHover = hover, Cost = cost };
    }

    /// <summary>Returns the height of the hand's lowest point. Unit: m above the table.</summary>
    public double LowestPoint(RigidTransform worldFromTool, ReadOnlySpan<double> handRad)
    {
        RigidTransform worldFromFlange = worldFromTool * _robot.FlangeFromTool.Inverse();
        double lowest = double.MaxValue;
        foreach (Capsule rod in HandGeometry.Capsules(handRad))
        {
            Capsule placed = rod.In(worldFromFlange);
            lowest = Math.Min(lowest, Math.Min(placed.From.Z, placed.To.Z) - placed.RadiusM);
        }

        return lowest;
    }

    private static IEnumerable<double> Yaws(ObjectShape shape)
    {
        for (int i = 0; i < 4; i++)
            yield return shape.LongAxisRad + (Math.PI / 2 * i);
        for (int i = 0; i < 24; i++)
            yield return Math.PI / 12 * i;
    }

    private void Propose(
        ObjectShape shape, IReadOnlyList<Vector3d> obstacles, double yaw, double pitch, double roll, double aside, IReadOnlyList<GraspCandidate> avoided, List<GraspCandidate> proposals)
    {
        var closing = new Vector3d(Math.Cos(yaw), Math.Sin(yaw), 0);
        Vector3d center = shape.Center + (aside * Vector3d.Cross(new Vector3d(0, 0, -1), closing));
        double tipM = Math.Max(TipAboveTableM, shape.TopM - MaxInsertionM);
        if (shape.Extent(yaw, FingerSpanM, Math.Max(tipM - 0.01, 0), center) is not { } extent)
            return;
        double width = extent.To - extent.From;
        if (width > MaxWidthM)
            return;

        // Fingers that stand straight are this far from the grasp centre: a wider object has to sit further out.
        double straight = _robot.FlangeFromTool.Translation.X - HandGeometry.FingerInnerX(0);
        double shift = Math.Max(0, (width / 2) + ClearanceM - straight);
        double centerX = _robot.FlangeFromTool.Translation.X + shift;
        double thumb = HandGeometry.ThumbRadFor(centerX + (width / 2) + ClearanceM);
        double[] open = [HandGeometry.OpposedRad, thumb, 0, 0, 0, 0];
        double finger = HandGeometry.FingerRadFor(centerX - (width / 2));
        double[] touch = [HandGeometry.OpposedRad, HandGeometry.ThumbRadFor(centerX + (width / 2)), finger, finger, finger, finger];

        var level = Rotation.FromColumns(closing, Vector3d.Cross(new Vector3d(0, 0, -1), closing), new Vector3d(0, 0, -1));
        Rotation worldFromTool = level * Rotation.FromAxisAngle(new Vector3d(0, 1, 0), pitch) * Rotation.FromAxisAngle(new Vector3d(1, 0, 0), roll);
        Vector3d middle = center + (closing * ((extent.From + extent.To) / 2));
        // The tips are to end up at tipM; tilted, the object's middle between them stays where it is.
        var pose = new RigidTransform(worldFromTool, Vector3d.Zero);
        double lowest = LowestPoint(pose, open);
        double height = tipM - lowest;
        var contact = new Vector3d(middle.X, middle.Y, Math.Min(tipM + 0.015, Math.Max(shape.TopM / 2, tipM)));
        Vector3d toolX = worldFromTool * new Vector3d(1, 0, 0), toolZ = worldFromTool * new Vector3d(0, 0, 1);
        // Slide along the tool's z axis from the height of contact up to the height of the grasp centre.
        Vector3d origin = contact - (shift * toolX);
        origin += toolZ * ((height - origin.Z) / toolZ.Z);
        pose = new RigidTransform(worldFromTool, origin);

        double blocked = Blocked(pose, open, shape, obstacles);
        if (blocked > 1)
            return;
        double cost = (0.35 * Math.Pow(width / MaxWidthM, 2)) + (0.5 * (Math.Abs(pitch) + Math.Abs(roll))) + (0.6 * blocked) + (2.0 * shift) + (5 * Math.Abs(aside));
        foreach (GraspCandidate other in avoided)
            if (other.WorldFromTool.Rotation.AngleTo(worldFromTool) < 0.4)
                cost += 0.4;
        proposals.Add(new GraspCandidate(pose, width, shift, open, touch, cost));
    }

    // 0 free, up to 1 close, above 1 a collision with the target itself or with a neighbour on the way down.
    private double Blocked(RigidTransform worldFromTool, double[] openRad, ObjectShape shape, IReadOnlyList<Vector3d> obstacles)
    {
        RigidTransform worldFromFlange = worldFromTool * _robot.FlangeFromTool.Inverse();
        RigidTransform flangeFromWorld = worldFromFlange.Inverse();
        Capsule[] rods = HandGeometry.Capsules(openRad);
        int own = 0;
        foreach (Vector3d point in shape.Points)
            own += Sweeps(rods, flangeFromWorld * point, 0.001) ? 1 : 0;
        if (own > Math.Max(3, 0.02 * shape.Points.Count))
            return 2;

        int hard = 0, soft = 0, between = 0;
        foreach (Vector3d point in obstacles)
        {
            Vector3d p = flangeFromWorld * point;
            if (p.Z < -0.25 || p.Z > 0.21)
                continue;
            if (Sweeps(rods, p, 0.006))
                hard++;
            else if (Sweeps(rods, p, 0.016))
                soft++;
            if (Math.Abs(p.Y) < 0.042 && p.X > 0 && p.X < rods[3].To.X && p.Z < 0.175)
                between++;
        }

        return hard > 4 || between > 12 ? 2 : Math.Min(1, (0.04 * soft) + (0.2 * hard) + (0.08 * between));
    }

    private static bool Sweeps(Capsule[] rods, Vector3d point, double marginM)
    {
        foreach (Capsule rod in rods)
            if (rod.SweepsAlongZ(point, marginM))
                return true;
        return false;
    }
}
