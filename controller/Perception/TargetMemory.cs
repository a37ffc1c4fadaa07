using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// What a tracker remembers of the target: its colours, and the points of its surface. They are looked up in each picture where they
/// were, and where they would be if the hand had taken them along. One thread at a time.
/// </summary>
/// <param name="context">Robot and work cell.</param>
internal sealed class TargetMemory(RobotContext context)
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

    /// <summary>Gets what the target looked like in the first picture.</summary>
    /// <exception cref="InvalidOperationException">Nothing is remembered yet.</exception>
    public TargetModel Model => _model ?? throw new InvalidOperationException("No target is remembered; begin with one first.");

    /// <summary>Learns the target from the picture in which it was found.</summary>
    /// <param name="observation">With that picture as its head picture.</param>
    /// <param name="picture">The same without the robot.</param>
    /// <param name="mask">The target's pixels in it.</param>
    /// <param name="points">What the mask covers.</param>
    /// <returns>False, and nothing is remembered, with too few points.</returns>
    public bool TryBegin(Observation observation, WorldPicture picture, Mask mask, TargetPoints points)
    {
        if (!TryRenew(points))
            return false;
        _model = TargetModel.Learn(picture, mask, points.Centre);
        _toolThen = Tool(observation);
        return true;
    }

    /// <summary>Takes points in place of those remembered; false, and nothing changes, with too few.</summary>
    public bool TryRenew(TargetPoints points)
    {
        if (points.Count < FewestPoints)
            return false;
        _points = points;
        return true;
    }

    /// <summary>Looks the points up in a head picture, and takes them along where picture or closed hand speak for it.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    /// <param name="carried">From where to where their middle was taken; null where they stayed. Frame: world. Unit: m.</param>
    public TargetEvidence Look(Observation observation, out (Vector3d From, Vector3d To)? carried)
    {
        var body = new RobotBody(context.Robot, context.Kinematics, observation.HeadState.PositionsRad.Span, BodyMarginM);
        var look = new TargetLook(observation.Head, context.WorldFromHead(observation), body);
        TargetEvidence found = look.At(_points);
        RigidTransform tool = Tool(observation), motion = tool * _toolThen.Inverse();
        Vector3d centre = _points.Centre;
        carried = null;
        if ((centre - _toolThen.Translation).Length < NearToolM && ((motion * centre) - centre).Length > MovedM)
        {
            TargetPoints moved = _points.Moved(motion);
            TargetEvidence inHand = look.At(moved);
            // Where both are hidden, a closed hand has it.
            if (inHand.Score > found.Score || (inHand.Score >= found.Score && GraspWatch.IsClosed(observation.HeadState)))
                (found, _points, carried) = (inHand, moved, (centre, motion * centre));
        }

        _toolThen = tool;
        return found;
    }

    /// <summary>Says what the newest evidence means: hidden with hardly a point in view, lost where too many of those in view are gone.</summary>
    public TargetSight Judge(TargetEvidence evidence)
    {
        int inView = evidence.Seen + evidence.Gone;
        return inView < LeastInView * _points.Count ? TargetSight.Hidden
            : evidence.Gone > GoneShare * inView ? TargetSight.Lost
            : TargetSight.Seen;
    }

    /// <summary>Searches the whole picture for something of the target's colours, at most every 0.2 s of capture time.</summary>
    /// <returns>Its pixels, with the picture without the robot; null where nothing is found or it is too early.</returns>
    public (WorldPicture Picture, Mask Mask)? Search(Observation observation)
    {
        TimeSpan at = observation.Head.CapturedAt;
        if (at < _searchAgainAt)
            return null;
        _searchAgainAt = at + SearchPeriod;
        return context.Head(observation) is { } picture && TargetLocator.Find(picture, Model with { Center = _points.Centre }, context.Cell) is { } mask
            ? (picture, mask) : null;
    }

    /// <summary>Says what it means that a search found nothing: hidden where more points are hidden than in view, or lost.</summary>
    public static TargetSight WithoutTrace(TargetEvidence evidence) =>
        evidence.Hidden > evidence.Seen + evidence.Gone ? TargetSight.Hidden : TargetSight.Lost;

    private RigidTransform Tool(Observation observation) => context.Kinematics.WorldFromTool(observation.HeadState.PositionsRad.Span);
}
