using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Loops;

namespace DexGrasp.Planner.Verification;

/// <summary>Weighs what the head picture, the wrist picture and the fingers say about whether an object is held.</summary>
internal sealed class GraspVerifier(RobotModel robot)
{
    private const double SameDepthM = 0.012;
    private const double HandRadiusM = 0.085;
    private const double FullyClosedRad = 1.36;
    private readonly ArmKinematics _kinematics = new(robot);

    public GraspVerdict Verify(Observation before, Observation after, GroundedGoal target)
    {
        if (target.Mask is not { } mask)
            return new GraspVerdict(false, 1, "No object was chosen, so none can be held.");
        List<string> reasons = [];
        double odds = Place(before, after, mask, reasons) + Fingers(after.State, reasons)
            + AtHand(before, after.Head, after.HeadState, mask, "head", 0.6, reasons) + AtHand(before, after.Wrist, after.WristState, mask, "wrist", 0.8, reasons);
        double p = 1 / (1 + Math.Exp(-odds));
        string label = target.Goal?.Label ?? "object";
        return new GraspVerdict(p >= 0.5, Math.Max(p, 1 - p), $"The {label} is {(p >= 0.5 ? "held" : "not held")}: {string.Join(", ", reasons)}.");
    }

    // A pixel of the object that shows the same depth as before shows that the object is still there; one that shows the
    // table behind it shows that it is gone; one that the arm covers says nothing.
    private static double Place(Observation before, Observation after, Mask mask, List<string> reasons)
    {
        if (before.Head.Depth is not { } then || after.Head.Depth is not { } now || then.DepthM.Length != now.DepthM.Length)
            return 0;
        int same = 0, gone = 0, hidden = 0;
        for (int i = 0; i < mask.Pixels.Length; i++)
        {
            if (mask.Pixels[i] == 0 || !(then.DepthM[i] > 0) || !(now.DepthM[i] > 0))
                continue;
            double change = now.DepthM[i] - then.DepthM[i];
            if (Math.Abs(change) < SameDepthM)
                same++;
            else if (change > 0)
                gone++;
            else
                hidden++;
        }

        int seen = same + gone;
        if (seen < 0.15 * (seen + hidden) || seen < 20)
        {
            reasons.Add("the arm hides its place");
            return 0;
        }

        double share = gone / (double)seen;
        reasons.Add(share > 0.6 ? "its place is empty" : share < 0.3 ? "it still lies in its place" : "its place has changed");
        return 5 * (share - 0.5);
    }

    private double Fingers(RobotState state, List<string> reasons)
    {
        ReadOnlySpan<double> q = state.PositionsRad.Span, wanted = state.CommandedRad.Span;
        int stopped = 0, closed = 0;
        for (int j = RobotModel.ArmDof + 2; j < RobotModel.Dof; j++)
        {
            stopped += wanted[j] - q[j] > 0.08 && q[j] > 0.05 ? 1 : 0;
            closed += q[j] > Math.Min(FullyClosedRad, robot.Limits[j].UpperRad - 0.05) ? 1 : 0;
        }

        if (closed >= 3)
        {
            reasons.Add("the fingers closed fully, on nothing");
            return -3.2;
        }

        if (stopped >= 2)
        {
            reasons.Add($"{stopped} fingers stopped on something");
            return 1.3;
        }

        reasons.Add("the fingers press on nothing");
        return -0.8;
    }

    // The object's colour among the points near the grasp centre.
    private double AtHand(Observation before, CameraFrame frame, RobotState state, Mask mask, string name, double weight, List<string> reasons)
    {
        if (frame.Depth is not { } depth || MeanColour(before.Head.Rgb, mask) is not { } colour || colour.Chroma < 12)
            return 0;
        ReadOnlySpan<double> joints = state.PositionsRad.Span;
        RigidTransform worldFromCamera = frame.Calibration.WorldFromCamera(_kinematics, joints);
        Vector3d grasp = _kinematics.WorldFromTool(joints).Translation;
        HeightMap map = HeightMap.FromDepth(depth, frame.Calibration.Intrinsics, worldFromCamera);
        int alike = 0, near = 0;
        for (int i = 0; i < map.ZM.Length; i += 2)
        {
            if (float.IsNaN(map.ZM[i]))
                continue;
            Vector3d point = new(map.XM[i], map.YM[i], map.ZM[i]);
            if ((point - grasp).Length > HandRadiusM || point.Z < 0.03)
                continue;
            near++;
            (_, float a, float b) = ColourNamer.ToLab(frame.Rgb.Pixels[3 * i], frame.Rgb.Pixels[(3 * i) + 1], frame.Rgb.Pixels[(3 * i) + 2]);
            alike += Math.Sqrt(Math.Pow(a - colour.A, 2) + Math.Pow(b - colour.B, 2)) < 0.35 * colour.Chroma + 8 ? 1 : 0;
        }

        if (near < 60)
            return 0;
        double share = alike / (double)near;
        if (share > 0.04)
            reasons.Add($"the {name} camera sees its colour in the hand");
        else
            reasons.Add($"the {name} camera does not see its colour in the hand");
        return weight * (share > 0.04 ? 1.5 : -1);
    }

    private static (double A, double B, double Chroma)? MeanColour(ImageRgb picture, Mask mask)
    {
        double a = 0, b = 0;
        int count = 0;
        for (int i = 0; i < mask.Pixels.Length; i++)
        {
            if (mask.Pixels[i] == 0)
                continue;
            (_, float la, float lb) = ColourNamer.ToLab(picture.Pixels[3 * i], picture.Pixels[(3 * i) + 1], picture.Pixels[(3 * i) + 2]);
            (a, b, count) = (a + la, b + lb, count + 1);
        }

        return count == 0 ? null : (a / count, b / count, Math.Sqrt((a * a) + (b * b)) / count);
    }
}
