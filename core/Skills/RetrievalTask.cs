using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// Uncovers a target that lies under other objects in the <see cref="ClutterBox"/> (Retrieval Dexterity, arXiv 2502.18423), from joints
/// and pictures of the head camera alone, so that simulation and robot run the same. Twenty control steps a second, a picture every
/// second one.
/// </summary>
/// <remarks>One thread at a time. Only <see cref="Look"/> may take milliseconds; nothing allocates after the constructor.</remarks>
/// <param name="policy">A policy with the numbers of <see cref="RetrievalObservation"/>: the one that was learned from true poses, or one refined in the task <see cref="RetrievalStudent.Task"/>.</param>
/// <param name="stops">Whether it ends when pictures tell that the target is uncovered; otherwise it goes on to the last step, for those who judge by other means. Default: yes.</param>
public sealed class RetrievalTask(IActor policy, bool stops = true)
{
    private readonly RetrievalStudent _student = new();
    private readonly float[] _observation = new float[RetrievalStudent.Size];

    /// <summary>Gets where it stands.</summary>
    public RetrievalPhase Phase { get; private set; } = RetrievalPhase.Failed;

    /// <summary>Gets why it failed; empty while it has not.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Gets the control steps so far.</summary>
    public int Steps => _student.Steps;

    /// <summary>Gets what pictures have shown: the target's place and its exposure.</summary>
    public RetrievalSight Sight => _student.Sight;

    /// <summary>Begins; the hand waits above the box, open and straight down.</summary>
    /// <param name="target">What is known of the target.</param>
    public void Begin(RetrievalTarget target)
    {
        _student.Begin(target);
        (Phase, Reason) = (RetrievalPhase.Uncovering, "");
    }

    /// <summary>Takes a picture, the first before the first action.</summary>
    /// <param name="map">Of the head camera.</param>
    /// <param name="mask">The target's pixels in it.</param>
    /// <param name="jointsRad">When it was taken. Shape: [13]. Unit: rad.</param>
    public void Look(HeightMap map, Mask mask, ReadOnlySpan<double> jointsRad) => Sight.Look(map, mask, jointsRad);

    /// <summary>Acts for one control period.</summary>
    /// <param name="jointsRad">Measured. Shape: [13]. Unit: rad.</param>
    /// <param name="targetsRad">Of the servos: <see cref="WristControl.TargetsRad"/>. Shape: [13]. Unit: rad.</param>
    /// <param name="wanted">Wanted grasp centre: <see cref="WristControl.WorldFromWanted"/>. World frame. Unit: m.</param>
    /// <param name="action">For <see cref="RetrievalControl"/>. Shape: [10]; zeros once it is done or has failed.</param>
    public void Act(ReadOnlySpan<double> jointsRad, ReadOnlySpan<double> targetsRad, Vector3d wanted, Span<float> action)
    {
        action.Clear();
        if (Phase != RetrievalPhase.Uncovering)
            return;
        _student.Sense(jointsRad, targetsRad, wanted);
        if (Steps > 0 && Steps % RetrievalStudent.ReadingEverySteps == 0 && stops && Sight.IsUncovered)
            Phase = RetrievalPhase.Done;
        else if (Steps >= RetrievalStudent.MaxSteps)
            (Phase, Reason) = (RetrievalPhase.Failed, $"{Sight.Exposure:P0} of the target is known after {Steps} steps, and {Sight.CoveredOutline:P0} of its outline lies beside something higher");
        if (Phase != RetrievalPhase.Uncovering)
            return;
        _student.Write(_observation);
        policy.Act(_observation, action);
        foreach (ref float a in action)
            a = Math.Clamp(a, -1, 1);
        _student.Acted(action);
    }
}
