using DexGrasp.Controller.Skills;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Keeps the target's mask with a network that is prompted by the mask before, moved with the tool while the hand carries the target.
/// The target's remembered points tell hidden from gone; where they are gone and nothing of the target's colours is found in their
/// place, the whole picture is searched. One thread at a time.
/// </summary>
/// <param name="context">Robot and work cell.</param>
/// <param name="finder">The network; nobody else may use it meanwhile.</param>
internal sealed class NetworkTracker(RobotContext context, IMaskFinder finder) : ITargetTracker
{
    private const double LeastOwn = 0.35;
    private const double OtherShare = 0.4;
    private const int FewestPixels = 30;
    // Of the usual pixels: with fewer the target is hidden, with fewer the mask is no good prompt, with fewer its points are not remembered.
    private const double SeenShare = 0.08, PromptShare = 0.3, WholeShare = 0.7;
    private const double ForgetsPerPicture = 0.02;
    private readonly TargetMemory _memory = new(context);
    private Mask? _prompt;
    private double _usualPixels;

    /// <inheritdoc/>
    public Mask? Mask { get; private set; }

    /// <inheritdoc/>
    public TargetSight Sight { get; private set; } = TargetSight.Lost;

    /// <inheritdoc/>
    public string? Begin(Observation observation, BoundingBox box)
    {
        if (context.Head(observation) is not { } picture)
            return RobotContext.NoHeadDepth;
        Mask mask = finder.FromBox(observation, box);
        if (!_memory.TryBegin(observation, picture, mask, Points(observation, mask)))
            return $"nothing that stands on the table was found in the box ({box.Left}, {box.Top})-({box.Right}, {box.Bottom}) px";
        Restart(observation, mask);
        return null;
    }

    /// <inheritdoc/>
    public void Update(Observation observation)
    {
        TargetEvidence evidence = _memory.Look(observation, out (Vector3d From, Vector3d To)? carried);
        if (carried is var (from, to))
            _prompt = Moved(_prompt!, observation.Head.Calibration.Intrinsics, context.WorldFromHead(observation).Inverse(), from, to);
        Mask = finder.FromMask(observation, _prompt!);
        bool gone = _memory.Judge(evidence) == TargetSight.Lost;
        if (IsEnough(Mask) && (!gone || HasItsColours(observation.Head, Mask)))
            Remember(observation, Mask);
        else if (gone)
            Search(observation, evidence);
        else
            Sight = TargetSight.Hidden;
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
        if (area >= WholeShare * _usualPixels)
            _memory.TryRenew(Points(observation, mask));
        _usualPixels = Math.Max(area, _usualPixels * (1 - ForgetsPerPicture));
    }

    private void Search(Observation observation, TargetEvidence evidence)
    {
        if (_memory.Search(observation) is var (_, like) && like.Bounds() is { } box
            && finder.FromBox(observation, box) is { } mask && HasItsColours(observation.Head, mask) && _memory.TryRenew(Points(observation, mask)))
        {
            Restart(observation, mask);
            return;
        }

        Mask = Mask.Empty(Mask!.Width, Mask.Height);
        Sight = TargetMemory.WithoutTrace(evidence);
    }

    private void Restart(Observation observation, Mask mask)
    {
        finder.Follow(observation, mask);
        (Mask, _prompt, _usualPixels) = (mask, mask, mask.Area());
        Sight = TargetSight.Seen;
    }

    // A part of the target may show only some of its colours; something else shows mostly others.
    private bool HasItsColours(CameraFrame frame, Mask mask)
    {
        TargetModel model = _memory.Model;
        int own = 0;
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0 && model.Colours.Share(frame.Rgb, i) is > 0 and var share && share > OtherShare * model.OtherColours.Share(frame.Rgb, i))
                own++;
        return own >= LeastOwn * mask.Area();
    }

    private TargetPoints Points(Observation observation, Mask mask) => TargetPoints.Of(observation.Head, context.WorldFromHead(observation), mask);
}
