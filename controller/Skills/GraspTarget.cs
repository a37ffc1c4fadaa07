using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>What the pictures so far say about the object to grasp: its pixels, its points, and what stands around it.</summary>
/// <param name="context">Shared parts.</param>
internal sealed class GraspTarget(RobotContext context)
{
    private const double RegionM = 0.30;
    private const int FewestPoints = 12;
    private const int FewestWristPoints = 60;
    private const double MovedInWristM = 0.025;
    private const double MovedInHeadM = 0.03;
    private TargetModel? _model;
    private List<Vector3d> _points = [];

    /// <summary>Gets the object's pixels in the head picture that showed it last; null before the first.</summary>
    public Mask? Mask { get; private set; }

    /// <summary>Gets what is beside it. Frame: world. Unit: m.</summary>
    public List<Vector3d> Obstacles { get; private set; } = [];

    /// <summary>Gets whether enough of it was ever measured to grasp it.</summary>
    public bool IsMeasured => _model is not null;

    /// <summary>Returns its shape as far as it was seen.</summary>
    public ObjectShape Shape() => new(_points);

    /// <summary>Finds it in a box of the head picture; with too few depth readings it is found and not measured.</summary>
    /// <returns>Why it was not found; null if it was.</returns>
    public string? Begin(Observation observation, GraspGoal goal)
    {
        if (context.Head(observation) is not { } picture)
            return RobotContext.NoHeadDepth;
        if (TargetSegmenter.Segment(picture, goal.Box) is not { } mask)
            return $"nothing stands above the table in the box ({goal.Box.Left}, {goal.Box.Top})-({goal.Box.Right}, {goal.Box.Bottom}) px for the {goal.Label}";
        Remember(picture, mask);
        return null;
    }

    /// <summary>Looks for it in a later head picture, once it is measured.</summary>
    /// <returns>False where the picture shows nothing like it; true also without depth, which changes nothing.</returns>
    public bool FindAgain(Observation observation)
    {
        if (context.Head(observation) is not { } picture)
            return true;
        if (TargetLocator.Find(picture, _model!, context.Cell) is not { } mask)
            return false;
        Remember(picture, mask);
        return true;
    }

    /// <summary>Looks at it from above, with the wrist camera; where that finds nothing the object may have rolled away, and the head camera may see it beside the arm.</summary>
    /// <returns>Whether something new is known.</returns>
    public bool LookFromAbove(Observation observation) => AddFromWrist(observation) || HasMovedInHead(observation);

    private void Remember(WorldPicture picture, Mask mask)
    {
        List<Vector3d> points = TargetCloud.Of(picture, mask);
        if (points.Count < FewestPoints)
            return;
        Mask = mask;
        _points = points;
        Vector3d center = Shape().Center;
        Obstacles = TargetCloud.Obstacles(picture, mask, center, RegionM);
        _model = _model is null ? TargetModel.Learn(picture, mask, center) : _model with { Center = center };
    }

    // Adds what the wrist camera sees of the object, or takes its word where the object has moved.
    private bool AddFromWrist(Observation observation)
    {
        ObjectShape shape = Shape();
        if (context.Wrist(observation) is not { } picture || WristView.Segment(picture, shape) is not { } mask)
            return false;
        List<Vector3d> seen = TargetCloud.Of(picture, mask);
        if (seen.Count < FewestWristPoints)
            return false;
        Vector3d moved = new ObjectShape(seen).Center - shape.Center;
        bool hasMoved = Math.Sqrt((moved.X * moved.X) + (moved.Y * moved.Y)) > MovedInWristM;
        _points = hasMoved ? seen : [.. _points, .. seen];
        return true;
    }

    private bool HasMovedInHead(Observation observation)
    {
        if (context.Head(observation) is not { } picture || TargetLocator.Find(picture, _model!, context.Cell) is not { } mask)
            return false;
        Vector3d before = _model!.Center;
        Remember(picture, mask);
        return (_model.Center - before).Length > MovedInHeadM;
    }
}
