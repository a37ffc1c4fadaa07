using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <summary>
/// Lists ways to take hold of an object at its parts (bodies, handles, necks; several heights, all turns, upright and leaning
/// hands), drops those that do not fit between the fingers, hit something or are out of reach, and ranks the rest.
/// </summary>
internal sealed class GripPlanner
{
    private const double WidestM = 0.084;
    private static readonly double[] OpeningsM = [0.036, 0.024, 0.016];
    private const double TableClearanceM = 0.002;
    private const double OwnClearanceM = 0.003;
    private const double SameGripM = 0.004;
    private const double DeeperM = 0.010;
    private const double SlabHalfM = 0.006;
    private const double ThumbHalfSpanM = 0.014;
    private const double PadHalfSpanM = 0.036;
    private const double LiftM = 0.145;
    private const int Turns = 12;
    // Rotation vectors in the hand's frame: forwards, sideways and, which levels thumb and fingers, about the closing hand's y axis.
    private static readonly Vector3d[] Leans =
        [default, new(0, 0.16, 0), new(0, -0.16, 0), new(0, 0.34, 0), new(0, -0.34, 0), new(0.25, 0, 0), new(-0.25, 0, 0)];
    private static readonly InverseKinematicsOptions Reach = new() { LimitMarginRad = 0.06, ElbowPositions = 16 };

    private readonly SimulatedWorld _world;
    private readonly SceneSnapshot _scene;
    private readonly InverseKinematics _solver;
    private readonly List<Draft> _drafts = [];
    private readonly HashSet<(int X, int Y, int Z)> _seen = [];
    private readonly TurnedSurface _surface = new();

    internal GripPlanner(SimulatedWorld world, SceneSnapshot scene)
    {
        _world = world;
        _scene = scene;
        _solver = new InverseKinematics(world.Robot, Reach);
    }

    /// <summary>Returns the best grips, best first; none when none is free and within reach.</summary>
    /// <param name="target">Index of the object.</param>
    /// <param name="armRad">Present posture; near grips are preferred. Shape: at least [7]. Unit: rad.</param>
    /// <param name="failed">Grips that did not hold, in the object's frame: similar ones are avoided.</param>
    /// <param name="neighbourClearanceM">How far the open hand keeps from other objects; negative lets it push into them. Unit: m.</param>
    /// <param name="extraLiftM">How much higher than usual to lift. Unit: m.</param>
    internal List<GripPlan> Best(int target, ReadOnlySpan<double> armRad, IReadOnlyList<RigidTransform> failed, double neighbourClearanceM, double extraLiftM)
    {
        _scene.Refresh(_world);
        RigidTransform worldFromObject = _world.WorldFromObject(target);
        ListGrips(target, worldFromObject, failed);
        _drafts.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Number.CompareTo(b.Number));

        var plans = new List<GripPlan>();
        double ownM = Math.Min(neighbourClearanceM, OwnClearanceM);
        for (int i = 0; i < _drafts.Count && plans.Count < 12; i++)
        {
            Draft draft = _drafts[i];
            double own = 0, others = 0;
            bool free = false;
            // The wide open thumb leans so far that its links, not its tip, come near the object: then less is more.
            foreach (double opening in OpeningsM)
            {
                draft = draft with { Open = HandGeometry.ForGap(Math.Min(draft.WidthM + opening, HandGeometry.WidestGapM)) };
                (own, others) = HandClearance.ComingDown(_scene, target, draft.WorldFromGrip, draft.Open, ownM, neighbourClearanceM);
                free = own >= ownM && others >= neighbourClearanceM;
                if (free)
                    break;
            }

            if (!free)
                continue;
            double crowded = (Math.Max(0, 0.012 - others) * 40) + (Math.Max(0, 0.008 - own) * 80);
            if (Reachable(draft, target, worldFromObject, armRad, crowded, extraLiftM) is { } plan)
                plans.Add(plan);
        }

        plans.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        return plans;
    }

    private void ListGrips(int target, RigidTransform worldFromObject, IReadOnlyList<RigidTransform> failed)
    {
        _drafts.Clear();
        ObjectSpec spec = _world.Objects[target].Spec;
        Vector3d mass = worldFromObject * CentreOfMass(spec);
        Vector3d[] anchors = [.. Anchors(spec, worldFromObject, mass)];
        foreach (double turn in TurnsOf(spec, worldFromObject))
            for (int lean = 0; lean < Leans.Length; lean++)
            {
                Rotation rotation = ToolRotation(turn, lean);
                _surface.Turn(_scene.Surface(target), rotation);
                _seen.Clear();
                foreach (Vector3d anchor in anchors)
                    AddDraft(new RigidTransform(rotation, anchor), Leans[lean].Length * 1.2, mass, worldFromObject, failed);
            }
    }

    private void AddDraft(RigidTransform worldFromGrip, double leanCost, Vector3d mass, RigidTransform worldFromObject, IReadOnlyList<RigidTransform> failed)
    {
        if (!Squared(ref worldFromGrip, out Sides sides))
            return;
        double low = Math.Min(HandClearance.LowestPoint(worldFromGrip, sides.Contact), HandClearance.LowestPoint(worldFromGrip, sides.Open));
        // As deep as the table lets it, but no deeper than a fingertip below the anchor.
        double lower = Math.Min(low - TableClearanceM, DeeperM);
        worldFromGrip = worldFromGrip with { Translation = worldFromGrip.Translation - new Vector3d(0, 0, lower) };
        if (!Squared(ref worldFromGrip, out sides))
            return;

        // Anchors near the table end up at the same depth: one of them is enough.
        Vector3d p = worldFromGrip.Translation / SameGripM;
        if (!_seen.Add(((int)Math.Round(p.X), (int)Math.Round(p.Y), (int)Math.Round(p.Z))))
            return;
        Vector3d offset = mass - worldFromGrip.Translation;
        Vector3d level = offset with { Z = 0 };
        double cost = leanCost + (Math.Max(0, sides.WidthM - 0.065) * 30) + (2.5 * sides.Facing) + (10 * level.Length)
            + (4 * Math.Max(0, -offset.Z - 0.05)) + (8 * Math.Max(0, offset.Z - 0.01)) + (sides.Contacts < 5 ? 0.4 : 0);
        RigidTransform objectFromGrip = worldFromObject.Inverse() * worldFromGrip;
        foreach (RigidTransform old in failed)
            if ((old.Translation - objectFromGrip.Translation).Length < 0.02 && old.Rotation.AngleTo(objectFromGrip.Rotation) < 0.45)
                cost += 1.2;
        _drafts.Add(new Draft(_drafts.Count, worldFromGrip, sides.Open, sides.Contact, sides.WidthM, cost));
    }

    // Moves the grip to the middle between the two sides that the pads will touch, each at its own depth, and measures them.
    private bool Squared(ref RigidTransform worldFromGrip, out Sides sides)
    {
        sides = default;
        double beyond = 0;
        for (int pass = 0; pass < 2; pass++)
        {
            if (!Measure(_surface.InHandAxes(worldFromGrip.Translation), beyond, out double low, out double high, out double facing, out int contacts)
                || high - low > WidestM || high - low < 0.003)
                return false;
            double width = high - low;
            HandClosing contact = HandGeometry.ForGap(width);
            sides = new Sides(width, facing, contacts, HandGeometry.ForGap(Math.Min(width + OpeningsM[0], HandGeometry.WidestGapM)), contact);
            worldFromGrip = worldFromGrip with { Translation = worldFromGrip * new Vector3d((low + high) / 2, 0, 0) };
            beyond = HandGeometry.FingersBeyondMiddle(contact);
        }

        return true;
    }

    private bool Measure(Vector3d grip, double beyond, out double low, out double high, out double facing, out int contacts)
    {
        double lowFacing = -1, highFacing = -1;
        int lowContacts = 0, highContacts = 0;
        (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (TurnedSurface.Point point in _surface.Slab(grip.Z + beyond, SlabHalfM))
        {
            if (point.FacingX >= 0.2 || Math.Abs(point.Y - grip.Y) > PadHalfSpanM)
                continue;
            lowContacts++;
            double x = point.X - grip.X;
            if (x < low - 0.001 || (x < low + 0.001 && -point.FacingX > lowFacing))
                (low, lowFacing) = (Math.Min(low, x), -point.FacingX);
        }

        foreach (TurnedSurface.Point point in _surface.Slab(grip.Z - beyond, SlabHalfM))
        {
            if (point.FacingX <= -0.2 || Math.Abs(point.Y - grip.Y) >= ThumbHalfSpanM)
                continue;
            highContacts++;
            double x = point.X - grip.X;
            if (x > high + 0.001 || (x > high - 0.001 && point.FacingX > highFacing))
                (high, highFacing) = (Math.Max(high, x), point.FacingX);
        }

        facing = 2 - lowFacing - highFacing;
        contacts = Math.Min(lowContacts, highContacts);
        return contacts >= 2;
    }

    private GripPlan? Reachable(Draft draft, int target, RigidTransform worldFromObject, ReadOnlySpan<double> armRad, double crowded, double extraLiftM)
    {
        RobotModel robot = _world.Robot;
        Span<double> above = stackalloc double[7], at = stackalloc double[7], lifted = stackalloc double[7];
        double backOff = HandClearance.BackOff(_scene, target, draft.WorldFromGrip, draft.Open);
        Vector3d up = draft.WorldFromGrip.Rotation * new Vector3d(0, 0, -1);
        RigidTransform aboveGrip = draft.WorldFromGrip with { Translation = draft.WorldFromGrip.Translation + (up * backOff) };
        if (!_solver.SolveFresh(GripPlan.ToolAt(aboveGrip, draft.Open, robot.FlangeFromTool), armRad, above).Success)
            return null;
        InverseKinematicsResult grasp = _solver.Track(GripPlan.ToolAt(draft.WorldFromGrip, draft.Open, robot.FlangeFromTool), above, at);
        if (!grasp.Success || grasp.Manipulability < 0.0008)
            return null;
        foreach (Vector3d offset in Lifts(draft.WorldFromGrip.Translation, LiftM + extraLiftM))
        {
            RigidTransform high = draft.WorldFromGrip with { Translation = draft.WorldFromGrip.Translation + offset };
            if (!_solver.Track(GripPlan.ToolAt(high, draft.Contact, robot.FlangeFromTool), at, lifted).Success)
                continue;
            double travel = 0;
            for (int i = 0; i < RobotModel.ArmDof; i++)
                travel = Math.Max(travel, Math.Max(Math.Abs(above[i] - armRad[i]), Math.Abs(lifted[i] - at[i])));
            var squeeze = new HandClosing(draft.Contact.FingerRad + 0.22, draft.Contact.ThumbRad + 0.30);
            double cost = draft.Cost + crowded + (0.12 * travel) + (Math.Max(0, 0.2 - grasp.LimitMarginRad) * 1.5) + (offset.X != 0 || offset.Y != 0 ? 0.2 : 0);
            return new GripPlan(worldFromObject.Inverse() * draft.WorldFromGrip, draft.WorldFromGrip, draft.Open, draft.Contact, squeeze, backOff, offset, draft.WidthM, cost);
        }

        return null;
    }

    // Straight up, or outwards as well where the arm, folded below its shoulder, cannot go higher.
    private IEnumerable<Vector3d> Lifts(Vector3d grip, double liftM)
    {
        yield return new Vector3d(0, 0, liftM);
        Vector3d shoulder = _world.Robot.WorldFromBase * new Vector3d(0, 0, Rm75.Links[0].DM);
        Vector3d away = new Vector3d(grip.X - shoulder.X, grip.Y - shoulder.Y, 0).Normalized();
        foreach (Vector3d side in new[] { away, new Vector3d(0, -1, 0), new(1, 0, 0), new(0, 1, 0), new(-1, 0, 0) })
            yield return (side * 0.10) + new Vector3d(0, 0, liftM);
    }

    private static IEnumerable<Vector3d> Anchors(ObjectSpec spec, RigidTransform worldFromObject, Vector3d mass)
    {
        yield return mass;
        foreach (ObjectPart part in spec.Parts)
        {
            RigidTransform worldFromPart = worldFromObject * part.ObjectFromPart;
            yield return worldFromPart.Translation;
            double top = worldFromPart.Translation.Z + part.HalfExtentAlong((worldFromObject.Rotation.Inverse() * new Vector3d(0, 0, 1)));
            foreach (double below in new[] { 0.006, 0.016, 0.028, 0.042 })
                yield return worldFromPart.Translation with { Z = top - below };
            foreach (Vector3d axis in new Vector3d[] { new(1, 0, 0), new(0, 1, 0), new(0, 0, 1) })
            {
                double half = part.HalfExtentAlong(part.ObjectFromPart.Rotation * axis);
                if (half < 0.018)
                    continue;
                foreach (double share in new[] { -0.5, 0.5 })
                    yield return worldFromPart * (axis * (share * half));
                if (half > 0.05)
                    foreach (double sign in new[] { -1.0, 1.0 })
                        yield return worldFromPart * (axis * (sign * (half - 0.014)));
            }
        }
    }

    private static IEnumerable<double> TurnsOf(ObjectSpec spec, RigidTransform worldFromObject)
    {
        for (int i = 0; i < 2 * Turns; i++)
            yield return Math.PI * i / Turns;
        ObjectPart largest = spec.Parts[0];
        foreach (ObjectPart part in spec.Parts)
            if (part.VolumeM3 > largest.VolumeM3)
                largest = part;
        foreach (Vector3d axis in new Vector3d[] { new(1, 0, 0), new(0, 1, 0), new(0, 0, 1) })
        {
            Vector3d direction = (worldFromObject * largest.ObjectFromPart).Rotation * axis;
            if (Math.Abs(direction.Z) > 0.7)
                continue;
            double turn = Math.Atan2(direction.Y, direction.X);
            yield return turn;
            yield return turn + Math.PI;
        }
    }

    private static Rotation ToolRotation(double turnRad, int lean)
    {
        var x = new Vector3d(Math.Cos(turnRad), Math.Sin(turnRad), 0);
        var z = new Vector3d(0, 0, -1);
        var upright = Rotation.FromColumns(x, Vector3d.Cross(z, x), z);
        return lean == 0 ? upright : upright * Rotation.FromAxisAngle(Leans[lean], Leans[lean].Length);
    }

    private static Vector3d CentreOfMass(ObjectSpec spec)
    {
        Vector3d sum = Vector3d.Zero;
        double volume = 0;
        foreach (ObjectPart part in spec.Parts)
        {
            sum += part.ObjectFromPart.Translation * part.VolumeM3;
            volume += part.VolumeM3;
        }

        return sum / volume;
    }

    private readonly record struct Sides(double WidthM, double Facing, int Contacts, HandClosing Open, HandClosing Contact);

    private readonly record struct Draft(int Number, RigidTransform WorldFromGrip, HandClosing Open, HandClosing Contact, double WidthM, double Cost);
}
