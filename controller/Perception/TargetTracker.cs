using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Keeps the target's mask from picture to picture: its remembered points are looked up in each new one, where they were and where
/// they would be if the hand had taken them along; where they are gone the whole picture is searched. Mask and picture are always
/// of the same frame. One thread at a time.
/// </summary>
/// <param name="context">Robot and work cell.</param>
/// <param name="loses">Says that nothing is found in the picture of a capture time; null for a tracker that is left in peace.</param>
internal sealed class TargetTracker(RobotContext context, Func<TimeSpan, bool>? loses = null) : ITargetTracker
{
    private const double BodyMarginM = 0.010;
    private const double NearToolM = 0.13;
    private const double MovedM = 0.002;
    private const double LeastInView = 0.1;
    private const double GoneShare = 0.35;
    private const int FewestPoints = 12;
    private static readonly TimeSpan SearchPeriod = TimeSpan.FromSeconds(0.2);
    private TargetPoints _points = TargetPoints.None;
    private TargetModel? _model;
    private RigidTransform _toolThen;
    private TimeSpan _searchAgainAt;

    /// <inheritdoc/>
    public Mask? Mask { get; private set; }

    /// <inheritdoc/>
    public TargetSight Sight { get; private set; } = TargetSight.Lost;

    /// <inheritdoc/>
    public string? Begin(Observation observation, BoundingBox box)
    {
        if (context.Head(observation) is not { } picture)
            return "the head camera delivers no depth picture; check that it is a depth camera and that depth is switched on";
        Mask? mask = TargetSegmenter.Segment(picture, box);
        if (mask is null || !Remember(observation, picture, mask))
            return $"nothing stands above the table in the box ({box.Left}, {box.Top})-({box.Right}, {box.Bottom}) px";
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

        ReadOnlySpan<double> joints = observation.HeadState.PositionsRad.Span;
        RigidTransform tool = context.Kinematics.WorldFromTool(joints);
        var look = new TargetLook(frame, frame.Calibration.WorldFromCamera(context.Kinematics, joints), new RobotBody(context.Robot, context.Kinematics, joints, BodyMarginM));
        TargetEvidence found = look.At(_points);
        RigidTransform motion = tool * _toolThen.Inverse();
        Vector3d centre = _points.Centre;
        if ((centre - _toolThen.Translation).Length < NearToolM && ((motion * centre) - centre).Length > MovedM)
        {
            TargetPoints carried = _points.Moved(motion);
            TargetEvidence inHand = look.At(carried);
            // Where both are hidden, a closed hand has it.
            if (inHand.Score > found.Score || (inHand.Score >= found.Score && GraspWatch.IsClosed(observation.HeadState)))
                (found, _points) = (inHand, carried);
        }

        _toolThen = tool;
        Mask = found.Mask;
        int inView = found.Seen + found.Gone;
        if (inView < LeastInView * _points.Count)
            Sight = TargetSight.Hidden;
        else if (found.Gone > GoneShare * inView)
            Search(observation, found);
        else
            Sight = TargetSight.Seen;
    }

    private void Search(Observation observation, TargetEvidence evidence)
    {
        TimeSpan at = observation.Head.CapturedAt;
        if (at >= _searchAgainAt)
        {
            _searchAgainAt = at + SearchPeriod;
            if (context.Head(observation) is { } picture
                && TargetLocator.Find(picture, _model! with { Center = _points.Centre }, context.Cell) is { } mask && Remember(observation, picture, mask))
            {
                Sight = TargetSight.Seen;
                return;
            }
        }

        Sight = evidence.Hidden > evidence.Seen + evidence.Gone ? TargetSight.Hidden : TargetSight.Lost;
    }

    private bool Remember(Observation observation, WorldPicture picture, Mask mask)
    {
        TargetPoints points = TargetPoints.Of(picture, mask);
        if (points.Count < FewestPoints)
            return false;
        _points = points;
        _model ??= TargetModel.Learn(picture, mask, points.Centre);
        _toolThen = context.Kinematics.WorldFromTool(observation.HeadState.PositionsRad.Span);
        Mask = mask;
        Sight = TargetSight.Seen;
        return true;
    }
}
