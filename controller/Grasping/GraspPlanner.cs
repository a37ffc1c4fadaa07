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
    private const double TipM = 0.031;
    private const double TallM = 0.085;
    private const double LiftM = 0.13;
    private const int MaxSolved = 160;
    private static readonly (double Pitch, double Roll)[] Tilts = [(0, 0), (-0.2, 0), (-0.4, 0), (0.35, 0), (0, -0.35), (0, 0.35)];
    // A tall object can be taken from the side, the hand turned about the direction in which it closes.
    private static readonly (double Pitch, double Roll)[] TallTilts = [.. Tilts, (0, -0.7), (0, 0.7), (0, -1.05), (0, 1.05), (0, -1.35), (0, 1.35)];
    private static readonly Vector3d[] LiftWays = [default, new(0, -0.07, 0), new(0, 0.07, 0), new(0.07, 0, 0), new(-0.07, 0, 0), new(0.12, 0, 0), new(0, -0.14, 0), new(0, 0.14, 0)];
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
            foreach ((double pitch, double roll) in shape.TopM > TallM ? TallTilts : Tilts)
                foreach (double aside in Asides)
                    if (aside == 0 || (pitch == 0 && roll == 0))
                        Propose(shape, obstacles, yaw, pitch, roll, aside, avoided, proposals);
        proposals.Sort((a, b) => a.Cost.CompareTo(b.Cost));

        var found = new List<GraspCandidate>();
        for (int i = 0; i < proposals.Count && i < MaxSolved; i++)
            if (Reach(proposals[i], shape, presentRad) is { } reachable)
                found.Add(reachable);
        found.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        return found.Count > wanted ? found[..wanted] : found;
    }

    /// <summary>Returns the same grasp with arm postures, or null when the arm cannot get there or cannot lift from there.</summary>
    /// <param name="grasp">A proposal.</param>
    /// <param name="shape">The object.</param>
    /// <param name="presentRad">Posture to stay close to. Shape: at least [7]. Unit: rad.</param>
    private GraspCandidate? Reach(GraspCandidate grasp, ObjectShape shape, ReadOnlySpan<double> presentRad)
    {
        // Back along the tool until the tips clear the object, which is also where the wrist camera looks from.
        RigidTransform toolFromWorld = grasp.WorldFromTool.Inverse();
        double nearest = double.MaxValue;
        foreach (Vector3d point in shape.Points)
            nearest = Math.Min(nearest, (toolFromWorld * point).Z);
        double back = Math.Max(0.06, TipM + 0.030 - nearest);
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

        if (step > 1.5 || Lift(grasp.WorldFromTool, armRad) is not { } lift)
            return null;
        Vector3d sideways = (lift.Translation - grasp.WorldFromTool.Translation) with { Z = 0 };
        double margin = Math.Min(above.LimitMarginRad, at.LimitMarginRad);
        double cost = grasp.Cost + (0.12 * travel) + (0.15 * Math.Max(0, 0.4 - margin)) + (0.1 * step) + sideways.Length;
        return grasp with { ArmRad = armRad, HoverArmRad = hoverRad, WorldFromHover = hover, WorldFromLift = lift, Cost = cost };
    }

    // Where the arm is folded below its shoulder it cannot go straight up.
    private RigidTransform? Lift(RigidTransform worldFromTool, double[] armRad)
    {
        const int Steps = 4;
        Span<double> posture = stackalloc double[RobotModel.ArmDof];
        foreach (Vector3d way in LiftWays)
        {
            armRad.CopyTo(posture);
            Vector3d rise = way with { Z = LiftM };
            bool reached = true;
            for (int i = 1; i <= Steps && reached; i++)
                reached = _inverse.Track(new RigidTransform(worldFromTool.Rotation, worldFromTool.Translation + (rise * ((double)i / Steps))), posture, posture).Success;
            if (reached)
                return new RigidTransform(worldFromTool.Rotation, worldFromTool.Translation + rise);
        }

        return null;
    }

    /// <summary>Returns the height of the hand's lowest point. Unit: m above the table.</summary>
    public double LowestPoint(RigidTransform worldFromTool, ReadOnlySpan<double> handRad)
    {
        RigidTransform worldFromFlange = worldFromTool * _robot.FlangeFromTool.Inverse();
        double lowest = double.MaxValue;
        foreach (Capsule rod in HandGeometry.Capsules(handRad))
        {
            Capsule placed = rod.In(worldFromFlange);
            lowest = Math.Min(lowest, Lowest(placed));
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
        double wide = Math.Max(0, HandGeometry.FingerRadFor(centerX - (width / 2) - ClearanceM)), finger = HandGeometry.FingerRadFor(centerX - (width / 2));
        double[] open = [HandGeometry.OpposedRad, thumb, wide, wide, wide, wide];
        double[] touch = [HandGeometry.OpposedRad, HandGeometry.ThumbRadFor(centerX + (width / 2)), finger, finger, finger, finger];

        var level = Rotation.FromColumns(closing, Vector3d.Cross(new Vector3d(0, 0, -1), closing), new Vector3d(0, 0, -1));
        Rotation worldFromTool = level * Rotation.FromAxisAngle(new Vector3d(0, 1, 0), pitch) * Rotation.FromAxisAngle(new Vector3d(1, 0, 0), roll);
        Vector3d middle = center + (closing * ((extent.From + extent.To) / 2));
        // The tips are to end up at tipM; tilted, the object's middle between them stays where it is.
        var pose = new RigidTransform(worldFromTool, Vector3d.Zero);
        double lowest = Math.Min(LowestPoint(pose, open), LowestPoint(pose, touch));
        // From the side, the hand is at the middle of the object's height as far as its own width above the table allows.
        double height = Math.Abs(roll) < 0.6 ? tipM - lowest : Math.Max(TipAboveTableM - lowest, Math.Min(shape.TopM * 0.5, shape.TopM - 0.03));
        var contact = new Vector3d(middle.X, middle.Y, Math.Min(tipM + 0.015, Math.Max(shape.TopM / 2, tipM)));
        Vector3d toolX = worldFromTool * new Vector3d(1, 0, 0), toolZ = worldFromTool * new Vector3d(0, 0, 1);
        // Slide along the tool's z axis from the height of contact up to the height of the grasp centre.
        Vector3d origin = contact - (shift * toolX);
        origin += Math.Abs(roll) < 0.6 ? toolZ * ((height - origin.Z) / toolZ.Z) : new Vector3d(0, 0, height - origin.Z);
        pose = new RigidTransform(worldFromTool, origin);

        double thin = Missed(pose, touch, shape.TopM);
        if (thin > 0.8)
            return;
        double blocked = Blocked(pose, open, shape, obstacles);
        if (blocked > 1)
            return;
        double cost = (0.35 * Math.Pow(width / MaxWidthM, 2)) + (0.5 * Math.Abs(pitch)) + (0.3 * Math.Abs(roll)) + (0.6 * blocked) + (0.8 * thin) + (2.0 * shift) + (5 * Math.Abs(aside));
        foreach (GraspCandidate other in avoided)
            if (other.WorldFromTool.Rotation.AngleTo(worldFromTool) < 0.4)
                cost += 0.4;
        proposals.Add(new GraspCandidate(pose, width, shift, open, touch, cost));
    }

    // How much of a low object's side thumb or fingers pass over instead of pressing on it: 0 none, 1 all.
    private double Missed(RigidTransform worldFromTool, double[] touchRad, double topM)
    {
        RigidTransform worldFromFlange = worldFromTool * _robot.FlangeFromTool.Inverse();
        Capsule[] rods = HandGeometry.Capsules(touchRad);
        double thumb = Lowest(rods[3].In(worldFromFlange));
        double finger = Lowest(rods[HandGeometry.FirstFingerRod + 3].In(worldFromFlange));
        double wanted = Math.Min(0.022, 0.75 * topM);
        return Math.Clamp(1 - ((topM - Math.Max(thumb, finger)) / wanted), 0, 1);
    }

    private static double Lowest(Capsule rod) => Math.Min(rod.From.Z, rod.To.Z) - rod.RadiusM;

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
