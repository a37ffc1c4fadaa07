using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Keeps the target's mask with a network that is prompted by the mask before, moved with the tool while the hand carries the target.
/// The target's remembered points tell hidden from gone; where they are gone and nothing of the target's colours is found in their
/// place, the whole picture is searched.
/// </summary>
/// <param name="context">Robot and work cell.</param>
/// <param name="finder">The network; nobody else may use it meanwhile.</param>
/// <param name="loses">Says that nothing is found in the picture of a capture time; null for a tracker that is left in peace.</param>
internal sealed class NetworkTracker(RobotContext context, IMaskFinder finder, Func<TimeSpan, bool>? loses = null) : ITargetTracker
{
    private const double BodyMarginM = 0.010;
    private const double NearToolM = 0.13;
    private const double MovedM = 0.002;
    private const double LeastInView = 0.1;
    private const double GoneShare = 0.35;
    private const double LeastOwn = 0.35;
    private const double OtherShare = 0.4;
    private const int FewestPoints = 12;
    private const int FewestPixels = 30;
    // Of the usual pixels: with fewer the target is hidden, with fewer the mask is no good prompt, with fewer its points are not remembered.
    private const double SeenShare = 0.08, PromptShare = 0.3, WholeShare = 0.7;
    private const double ForgetsPerPicture = 0.02;
    private static readonly TimeSpan SearchPeriod = TimeSpan.FromSeconds(0.2);
    private TargetPoints _points = TargetPoints.None;
    private TargetModel? _model;
    private Mask? _prompt;
    private RigidTransform _toolThen;
    private TimeSpan _searchAgainAt;
    private double _usualPixels;

    /// <inheritdoc/>
    public Mask? Mask { get; private set; }

    /// <inheritdoc/>
    public TargetSight Sight { get; private set; } = TargetSight.Lost;

    /// <inheritdoc/>
    public string? Begin(Observation observation, BoundingBox box)
    {
        if (context.Head(observation) is not { } picture)
            return "the head camera delivers no depth picture; check that it is a depth camera and that depth is switched on";
        Mask mask = finder.FromBox(observation, box);
        TargetPoints points = Points(observation, mask);
        if (points.Count < FewestPoints)
            return $"nothing that stands on the table was found in the box ({box.Left}, {box.Top})-({box.Right}, {box.Bottom}) px";
        _model = TargetModel.Learn(picture, mask, points.Centre);
        _toolThen = Tool(observation);
        Restart(observation, mask, points);
        return null;
    }

    /// <inheritdoc/>
    public void Update(Observation observation)
    {
        CameraFrame frame = observation.Head;
        if (loses?.Invoke(frame.CapturedAt) == true)
        {
            Mask = new Mask(frame.Rgb.Width, frame.Rgb.Height, new byte[frame.Rgb.Width * frame.Rgb.Height]);
            Sight = TargetSight.Lost;
            return;
        }

        TargetEvidence evidence = LookAtPoints(observation);
        Mask = finder.FromMask(observation, _prompt!);
        int inView = evidence.Seen + evidence.Gone;
        bool gone = inView >= LeastInView * _points.Count && evidence.Gone > GoneShare * inView;
        if (IsEnough(Mask) && (!gone || HasItsColours(frame, Mask)))
            Remember(observation, Mask);
        else if (gone)
            Search(observation, evidence);
        else
            Sight = TargetSight.Hidden;
    }

    // Takes points and prompt along where the picture or a closed hand speaks for it.
    private TargetEvidence LookAtPoints(Observation observation)
    {
        ReadOnlySpan<double> joints = observation.HeadState.PositionsRad.Span;
        RigidTransform tool = Tool(observation), worldFromCamera = Pose(observation);
        var look = new TargetLook(observation.Head, worldFromCamera, new RobotBody(context.Robot, context.Kinematics, joints, BodyMarginM));
        TargetEvidence found = look.At(_points);
        RigidTransform motion = tool * _toolThen.Inverse();
        Vector3d centre = _points.Centre;
        if ((centre - _toolThen.Translation).Length < NearToolM && ((motion * centre) - centre).Length > MovedM)
        {
            TargetPoints carried = _points.Moved(motion);
            TargetEvidence inHand = look.At(carried);
            if (inHand.Score > found.Score || (inHand.Score >= found.Score && GraspWatch.IsClosed(observation.HeadState)))
            {
                (found, _points) = (inHand, carried);
                _prompt = Moved(_prompt!, observation.Head.Calibration.Intrinsics, worldFromCamera.Inverse(), centre, motion * centre);
            }
        }

        _toolThen = tool;
        return found;
    }

    private static Mask Moved(Mask prompt, CameraIntrinsics camera, RigidTransform cameraFromWorld, Vector3d from, Vector3d to)
    {
        (double x0, double y0) = camera.Project(cameraFromWorld * from);
        (double x1, double y1) = camera.Project(cameraFromWorld * to);
        return double.IsFinite(x0 + x1 + y0 + y1) ? prompt.Shifted((int)Math.Round(x1 - x0), (int)Math.Round(y1 - y0)) : prompt;
    }

    private bool IsEnough(Mask mask) => mask.Area() is >= FewestPixels and var area && area >= SeenShare * _usualPixels;

    private void Remember(Observation observation, Mask mask)
    {
        int area = mask.Area();
        Sight = TargetSight.Seen;
        if (area >= PromptShare * _usualPixels)
            _prompt = mask;
        if (area >= WholeShare * _usualPixels && Points(observation, mask) is { } points && points.Count >= FewestPoints)
            _points = points;
        _usualPixels = Math.Max(area, _usualPixels * (1 - ForgetsPerPicture));
    }

    private void Search(Observation observation, TargetEvidence evidence)
    {
        TimeSpan at = observation.Head.CapturedAt;
        if (at >= _searchAgainAt)
        {
            _searchAgainAt = at + SearchPeriod;
            if (context.Head(observation) is { } picture && TargetLocator.Find(picture, _model! with { Center = _points.Centre }, context.Cell) is { } like
                && like.Bounds() is { } box && finder.FromBox(observation, box) is { } mask && HasItsColours(observation.Head, mask)
                && Points(observation, mask) is { } points && points.Count >= FewestPoints)
            {
                Restart(observation, mask, points);
                return;
            }
        }

        Mask = new Mask(Mask!.Width, Mask.Height, new byte[Mask.Pixels.Length]);
        Sight = evidence.Hidden > evidence.Seen + evidence.Gone ? TargetSight.Hidden : TargetSight.Lost;
    }

    private void Restart(Observation observation, Mask mask, TargetPoints points)
    {
        finder.Follow(observation, mask);
        (Mask, _prompt, _points, _usualPixels) = (mask, mask, points, mask.Area());
        Sight = TargetSight.Seen;
    }

    // A part of the target may show only some of its colours; something else shows mostly others.
    private bool HasItsColours(CameraFrame frame, Mask mask)
    {
        int own = 0;
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0 && _model!.Colours.Share(frame.Rgb, i) is > 0 and var share && share > OtherShare * _model.OtherColours.Share(frame.Rgb, i))
                own++;
        return own >= LeastOwn * mask.Area();
    }

    private TargetPoints Points(Observation observation, Mask mask) => TargetPoints.Of(observation.Head, Pose(observation), mask);

    private RigidTransform Pose(Observation observation) => observation.Head.Calibration.WorldFromCamera(context.Kinematics, observation.HeadState.PositionsRad.Span);

    private RigidTransform Tool(Observation observation) => context.Kinematics.WorldFromTool(observation.HeadState.PositionsRad.Span);
}
