using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Controller.Perception.Flat;

/// <summary>
/// Measures a flat object on the board, and follows its pose from depth picture to depth picture while the hand pushes and lifts it:
/// what a robot has in the place of the simulator's pose. Where the hand hides it, it is taken to lie still or to go along with the hand,
/// whichever the pictures spoke for last.
/// </summary>
/// <remarks>One thread at a time.</remarks>
/// <param name="robot">Whose readings are left out.</param>
public sealed class FlatObjectSight(RobotModel robot)
{
    private const double BodyMarginM = 0.010, BesideM = 0.09, PlausibleShare = 0.12, MovesBetter = 1.1;
    private const double LeastPeriodS = 0.02;

    // What stands out of the noise is believed at once, what does not only slowly. Units: 1, m/s, rad/s.
    private const double LeastTrust = 0.12, MostTrust = 0.6, PlainMPerS = 0.08, PlainRadPerS = 0.8;

    // What lies almost flat on the board lies flat. Units: m, rad.
    private const double LyingM = 0.005, LyingRad = 0.045;
    private const double RoundShare = 0.5;
    private const int FewestPoints = 25, Passes = 2;
    private readonly ArmKinematics _kinematics = new(robot);
    private FlatTop _top;
    private RigidTransform _worldFromTool;
    private TimeSpan _at;
    private bool _inHand, _isRound;

    /// <summary>Gets the object's pose when the last picture was taken: origin in the middle of its bounds.</summary>
    public RigidTransform WorldFromObject => _top.WorldFromTop * RigidTransform.FromTranslation(0, 0, -HalfSize.Z);

    /// <summary>Gets half its extent along its axes. Unit: m.</summary>
    public Vector3d HalfSize { get; private set; }

    /// <summary>Gets its velocity, smoothed over some pictures. World frame. Unit: m/s.</summary>
    public Vector3d Linear { get; private set; }

    /// <summary>Gets its turning, smoothed over some pictures. World frame. Unit: rad/s.</summary>
    public Vector3d Angular { get; private set; }

    /// <summary>Gets the share of its top that the last picture showed. Range: 0 to about 1.</summary>
    public double SeenShare { get; private set; }

    /// <summary>Finds and measures the object.</summary>
    /// <param name="head">Head picture with depth.</param>
    /// <param name="state">Joints when it was taken.</param>
    /// <param name="box">Where it is in the picture; null: the only thing on the board. Unit: px.</param>
    /// <returns>Why it was not found; null if it was.</returns>
    public string? Begin(CameraFrame head, RobotState state, BoundingBox? box)
    {
        if (head.Depth is null)
            return "the head camera delivers no depth picture; check that it is a depth camera and that depth is switched on";
        RigidTransform camera = head.Calibration.WorldFromCamera(_kinematics, state.PositionsRad.Span);
        RobotBody body = Body(state);
        if (FlatObjectFinder.Find(head, camera, body.Contains, box) is not { } found)
            return "nothing flat stands out of the board there";
        (FlatTop top, double thickness) = found;
        for (int pass = 0; pass < Passes; pass++)
        {
            TopSamples samples = TopSamples.Take(head, camera, top.WorldFromTop, Reach(top), body.Contains);
            top = top.FitOutline(samples, sizes: true);
            _isRound = top.CornerShare(samples) < RoundShare;
        }

        // The smallest rectangle about a disc is a square at no yaw in particular.
        if (_isRound)
            top = top.Squared();

        _top = top;
        HalfSize = new Vector3d(top.HalfX, top.HalfY, thickness / 2);
        (_at, _inHand, Linear, Angular, SeenShare) = (head.CapturedAt, false, Vector3d.Zero, Vector3d.Zero, 1);
        _worldFromTool = _kinematics.WorldFromTool(state.PositionsRad.Span);
        return null;
    }

    /// <summary>Follows the object into a newer picture; one that was seen already, or that has no depth, changes nothing.</summary>
    /// <param name="head">Head picture with depth.</param>
    /// <param name="state">Joints when it was taken.</param>
    public void Update(CameraFrame head, RobotState state)
    {
        if (head.Depth is null || head.CapturedAt <= _at)
            return;
        RigidTransform camera = head.Calibration.WorldFromCamera(_kinematics, state.PositionsRad.Span), tool = _kinematics.WorldFromTool(state.PositionsRad.Span);
        RobotBody body = Body(state);
        FlatTop still = _top, along = _top with { WorldFromTop = tool * (_worldFromTool.Inverse() * _top.WorldFromTop) };
        int stays = still.Support(Look(still)), moves = along.Support(Look(along));
        if (Math.Max(stays, moves) >= FewestPoints)
            _inHand = moves > stays * MovesBetter;
        FlatTop top = _inHand ? along : still;
        for (int pass = 0; pass < Passes; pass++)
        {
            TopSamples samples = Look(top);
            SeenShare = Share(top.Support(samples), top, camera, head.Calibration.Intrinsics);
            if (SeenShare < PlausibleShare)
                break;
            top = Settled(top.FitPlane(samples));
            top = top.FitOutline(Look(top), sizes: false);
        }

        Take(top, head.CapturedAt);
        _worldFromTool = tool;

        TopSamples Look(FlatTop at) => TopSamples.Take(head, camera, at.WorldFromTop, Reach(at), body.Contains);
    }

    /// <summary>Writes what is known of the object.</summary>
    /// <param name="view">Receives pose, size and velocity.</param>
    public void Write(FlatObjectView view)
    {
        (view.WorldFromObject, view.HalfSize, view.Linear, view.Angular) = (WorldFromObject, HalfSize, Linear, Angular);
        if (_isRound)
            view.HideSpin();
    }

    private void Take(FlatTop top, TimeSpan at)
    {
        RigidTransform before = WorldFromObject;
        double period = Math.Max(LeastPeriodS, (at - _at).TotalSeconds);
        _top = top;
        _at = at;
        Linear = Smooth(Linear, (1 / period) * (WorldFromObject.Translation - before.Translation), PlainMPerS);
        Angular = Smooth(Angular, (1 / period) * (WorldFromObject.Rotation * before.Rotation.Inverse()).ToRotationVector(), PlainRadPerS);
    }

    private static Vector3d Smooth(Vector3d known, Vector3d seen, double plain)
    {
        double trust = Math.Clamp((seen - known).Length / plain, LeastTrust, MostTrust);
        return ((1 - trust) * known) + (trust * seen);
    }

    private FlatTop Settled(FlatTop top)
    {
        Vector3d up = top.WorldFromTop.Rotation * new Vector3d(0, 0, 1), at = top.WorldFromTop.Translation;
        double lying = Board.TopZ + (2 * HalfSize.Z), tilt = Math.Acos(Math.Clamp(up.Z, -1, 1));
        if (Math.Abs(at.Z - lying) > LyingM || tilt > LyingRad)
            return top;
        Vector3d x = top.WorldFromTop.Rotation * new Vector3d(1, 0, 0);
        return top with { WorldFromTop = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), Math.Atan2(x.Y, x.X)), at with { Z = lying }) };
    }

    private RobotBody Body(RobotState state) => new(robot, _kinematics, state.PositionsRad.Span, BodyMarginM);

    private static double Reach(FlatTop top) => Math.Max(top.HalfX, top.HalfY) + BesideM;

    private static double Share(int points, FlatTop top, RigidTransform camera, CameraIntrinsics lens)
    {
        Vector3d to = top.WorldFromTop.Translation - camera.Translation;
        double facing = Math.Abs(Vector3d.Dot(to.Normalized(), top.WorldFromTop.Rotation * new Vector3d(0, 0, 1)));
        return points / Math.Max(1, TopSamples.PointsOf(4 * top.HalfX * top.HalfY * facing, to.Length, lens));
    }
}
