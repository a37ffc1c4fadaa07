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
    private const double OpeningM = 0.030;
    private const double TableClearanceM = 0.0025;
    private const double SlabHalfM = 0.009;
    private const double PadHalfSpanM = 0.036;
    private const double LeanRad = 0.35;
    private const double LiftM = 0.145;
    private const int Turns = 12;
    private static readonly InverseKinematicsOptions Reach = new() { LimitMarginRad = 0.06, ElbowPositions = 16 };

    private readonly SimulatedWorld _world;
    private readonly SceneSnapshot _scene;
    private readonly InverseKinematics _solver;
    private readonly List<Draft> _drafts = [];

    internal GripPlanner(SimulatedWorld world, SceneSnapshot scene)
    {
        _world = world;
        _scene = scene;
        _solver = new InverseKinematics(world.Robot, Reach);
    }

    /// <summary>Returns the best grip, or null when none is free and within reach.</summary>
    /// <param name="target">Index of the object.</param>
    /// <param name="armRad">Present posture; near grips are preferred. Shape: at least [7]. Unit: rad.</param>
    /// <param name="failed">Grips that did not hold, in the object's frame: similar ones are avoided.</param>
    /// <param name="neighbourClearanceM">How far the open hand keeps from other objects; negative lets it push into them. Unit: m.</param>
    internal GripPlan? Best(int target, ReadOnlySpan<double> armRad, IReadOnlyList<RigidTransform> failed, double neighbourClearanceM)
    {
        _scene.Refresh(_world);
        RigidTransform worldFromObject = _world.WorldFromObject(target);
        Draft(target, worldFromObject, failed);
        _drafts.Sort((a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : a.Number.CompareTo(b.Number));

        GripPlan? best = null;
        int reached = 0;
        for (int i = 0; i < _drafts.Count && reached < 14; i++)
        {
            Draft draft = _drafts[i];
            double clearance = HandClearance.Least(_scene, target, draft.WorldFromGrip, draft.Open, neighbourClearanceM, out bool free);
            if (!free)
                continue;
            GripPlan? plan = Reachable(draft, target, worldFromObject, armRad, Math.Max(0, 0.012 - clearance) * 40);
            if (plan is null)
                continue;
            reached++;
            if (best is null || plan.Cost < best.Cost)
                best = plan;
        }

        return best;
    }

    private void Draft(int target, RigidTransform worldFromObject, IReadOnlyList<RigidTransform> failed)
    {
        _drafts.Clear();
        ObjectSpec spec = _world.Objects[target].Spec;
        Vector3d mass = worldFromObject * CentreOfMass(spec);
        foreach (Vector3d anchor in Anchors(spec, worldFromObject, mass))
            foreach (double turn in TurnsOf(spec, worldFromObject))
                for (int lean = 0; lean < 5; lean++)
                    AddDraft(target, anchor, ToolRotation(turn, lean), lean == 0 ? 0 : 0.5, mass, worldFromObject, failed);
    }

    private void AddDraft(int target, Vector3d anchor, Rotation rotation, double leanCost, Vector3d mass, RigidTransform worldFromObject, IReadOnlyList<RigidTransform> failed)
    {
        var worldFromGrip = new RigidTransform(rotation, anchor);
        if (!Squared(target, ref worldFromGrip, out double width, out double facing, out int contacts) || width > WidestM || contacts < 4)
            return;
        HandClosing contact = HandGeometry.ForGap(width), open = HandGeometry.ForGap(Math.Min(width + OpeningM, HandGeometry.WidestGapM));
        double low = Math.Min(HandClearance.LowestPoint(worldFromGrip, contact), HandClearance.LowestPoint(worldFromGrip, open));
        if (low < TableClearanceM)
        {
            worldFromGrip = worldFromGrip with { Translation = worldFromGrip.Translation + new Vector3d(0, 0, TableClearanceM - low) };
            if (!Squared(target, ref worldFromGrip, out width, out facing, out contacts) || width > WidestM || contacts < 4)
                return;
            contact = HandGeometry.ForGap(width);
            open = HandGeometry.ForGap(Math.Min(width + OpeningM, HandGeometry.WidestGapM));
        }

        Vector3d offset = mass - worldFromGrip.Translation;
        Vector3d level = offset with { Z = 0 };
        double cost = leanCost + (Math.Max(0, width - 0.065) * 30) + (2.5 * facing) + (10 * level.Length)
            + (4 * Math.Max(0, -offset.Z - 0.05)) + (8 * Math.Max(0, offset.Z)) + (contacts < 10 ? 0.4 : 0);
        RigidTransform objectFromGrip = worldFromObject.Inverse() * worldFromGrip;
        foreach (RigidTransform old in failed)
            if ((old.Translation - objectFromGrip.Translation).Length < 0.02 && old.Rotation.AngleTo(objectFromGrip.Rotation) < 0.45)
                cost += 1.2;
        _drafts.Add(new Draft(_drafts.Count, worldFromGrip, open, contact, width, cost));
    }

    // Moves the grip to the middle between the two sides that the pads will touch and measures them.
    private bool Squared(int target, ref RigidTransform worldFromGrip, out double width, out double facing, out int contacts)
    {
        RigidTransform gripFromWorld = worldFromGrip.Inverse();
        Vector3d axis = worldFromGrip.Rotation * new Vector3d(1, 0, 0);
        double low = double.PositiveInfinity, high = double.NegativeInfinity, lowFacing = 0, highFacing = 0;
        contacts = 0;
        foreach (SurfacePoint point in _scene.Surface(target))
        {
            Vector3d p = gripFromWorld * point.Position;
            if (Math.Abs(p.Z) > SlabHalfM || Math.Abs(p.Y) > PadHalfSpanM)
                continue;
            contacts++;
            double normal = Vector3d.Dot(point.Normal, axis);
            if (p.X < low - 0.001 || (p.X < low + 0.001 && -normal > lowFacing))
                (low, lowFacing) = (Math.Min(low, p.X), -normal);
            if (p.X > high + 0.001 || (p.X > high - 0.001 && normal > highFacing))
                (high, highFacing) = (Math.Max(high, p.X), normal);
        }

        width = high - low;
        facing = 2 - Math.Clamp(lowFacing, -1, 1) - Math.Clamp(highFacing, -1, 1);
        if (contacts == 0)
            return false;
        worldFromGrip = worldFromGrip with { Translation = worldFromGrip.Translation + (axis * ((low + high) / 2)) };
        return true;
    }

    private GripPlan? Reachable(Draft draft, int target, RigidTransform worldFromObject, ReadOnlySpan<double> armRad, double crowded)
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
        foreach (Vector3d offset in Lifts(draft.WorldFromGrip.Translation))
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
    private IEnumerable<Vector3d> Lifts(Vector3d grip)
    {
        yield return new Vector3d(0, 0, LiftM);
        Vector3d shoulder = _world.Robot.WorldFromBase * new Vector3d(0, 0, Rm75.Links[0].DM);
        Vector3d away = new Vector3d(grip.X - shoulder.X, grip.Y - shoulder.Y, 0).Normalized();
        foreach (Vector3d side in new[] { away, new Vector3d(0, -1, 0), new(1, 0, 0), new(0, 1, 0), new(-1, 0, 0) })
            yield return (side * 0.10) + new Vector3d(0, 0, LiftM);
    }

    private static IEnumerable<Vector3d> Anchors(ObjectSpec spec, RigidTransform worldFromObject, Vector3d mass)
    {
        yield return mass;
        foreach (ObjectPart part in spec.Parts)
        {
            RigidTransform worldFromPart = worldFromObject * part.ObjectFromPart;
            yield return worldFromPart.Translation;
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
        return lean == 0 ? upright : upright * Rotation.FromAxisAngle(lean < 3 ? new Vector3d(1, 0, 0) : new Vector3d(0, 1, 0), lean % 2 == 0 ? LeanRad : -LeanRad);
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

    private readonly record struct Draft(int Number, RigidTransform WorldFromGrip, HandClosing Open, HandClosing Contact, double WidthM, double Cost);
}
