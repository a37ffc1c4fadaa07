using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Motion;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>The motions that a grasp is made of. A path is a list of waypoints, the first being where it starts. Waypoint shape: [13]. Unit: rad.</summary>
/// <param name="context">Shared parts.</param>
internal sealed class GraspMotions(RobotContext context)
{
    private const double PrecloseShare = 0.6;
    private const double PlainLiftM = 0.11;

    // How far past the expected touch the joints may go on closing. Thumb bend, then fingers.
    private const double ThumbBeyondRad = 0.4, FingerBeyondRad = 0.45;
    private static readonly double[] SqueezeRad = [0, 0.24, 0.22, 0.22, 0.22, 0.22];

    /// <summary>Returns the way to above the object, with the hand open.</summary>
    public List<double[]> Approach(double[] startRad, GraspCandidate grasp, IReadOnlyList<Vector3d> obstacles)
    {
        double[] hand = [.. grasp.OpenRad];
        // The thumb stands in the wrist camera's view where it opposes the fingers.
        hand[0] = HandGeometry.AsideRad;
        double[] hover = [.. grasp.HoverArmRad, .. hand];
        return context.Paths.Over(startRad, hover, obstacles);
    }

    /// <summary>Returns the straight way down to the object; null where it is out of reach.</summary>
    public List<double[]>? Descent(double[] startRad, GraspCandidate grasp)
    {
        List<double[]>? above = context.Paths.Line(startRad, grasp.WorldFromHover, grasp.OpenRad);
        List<double[]>? down = above is null ? null : context.Paths.Line(above[^1], grasp.WorldFromTool, grasp.OpenRad);
        return down is null ? null : [.. above!, .. down.Skip(1)];
    }

    /// <summary>Returns the way of thumb and fingers to near the object.</summary>
    public static List<double[]> Preclose(double[] startRad, GraspCandidate grasp)
    {
        var near = (double[])startRad.Clone();
        for (int i = 1; i < RobotModel.HandDof; i++)
            near[RobotModel.ArmDof + i] = grasp.OpenRad[i] + (PrecloseShare * Math.Max(0, grasp.TouchRad[i] - grasp.OpenRad[i]));
        return [startRad, near];
    }

    /// <summary>Returns what closes the hand until it touches.</summary>
    public HandCloser Closing(double[] startRad, GraspCandidate grasp)
    {
        var limit = new double[RobotModel.HandDof];
        limit[0] = grasp.OpenRad[0];
        for (int i = 1; i < limit.Length; i++)
            limit[i] = context.Robot.Limits[RobotModel.ArmDof + i].Clamp(grasp.TouchRad[i] + (i == 1 ? ThumbBeyondRad : FingerBeyondRad));
        return new HandCloser(startRad, limit, SqueezeRad);
    }

    /// <summary>Returns the way up with the object: as planned, or straight up where the arm cannot; null where it cannot do that either.</summary>
    public List<double[]>? Lift(double[] startRad, GraspCandidate grasp)
    {
        RigidTransform now = context.Kinematics.WorldFromTool(startRad);
        Vector3d rise = grasp.WorldFromLift.Translation - grasp.WorldFromTool.Translation;
        foreach (Vector3d way in new[] { rise, new Vector3d(0, 0, rise.Z), new Vector3d(0, 0, PlainLiftM) })
            if (context.Paths.Line(startRad, new RigidTransform(now.Rotation, now.Translation + way), startRad.AsSpan(RobotModel.ArmDof)) is { } path)
                return path;
        return null;
    }

    /// <summary>Returns the way home after a miss; the hand opens first.</summary>
    public List<double[]> BackOff(double[] startRad, IReadOnlyList<Vector3d> obstacles)
    {
        double[] open = [.. startRad[..RobotModel.ArmDof], .. context.Robot.HomeRad.Span[RobotModel.ArmDof..]];
        double[] home = context.Robot.HomeRad.ToArray();
        return [startRad, open, .. context.Paths.Over(open, home, obstacles).Skip(1)];
    }
}
