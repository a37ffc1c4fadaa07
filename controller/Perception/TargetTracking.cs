using DexGrasp.Controller.Skills;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Perception;

/// <summary>Makes trackers.</summary>
public static class TargetTracking
{
    /// <summary>Makes a tracker.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="robot">Joints and mounting.</param>
    /// <param name="cell">Where things stand.</param>
    public static ITargetTracker Create(TrackerKind kind, RobotModel robot, Workcell cell) => Create(kind, new RobotContext(robot, cell));

    /// <summary>Makes a tracker.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="context">Robot and work cell.</param>
    /// <param name="loses">Says that nothing is found in the picture of a capture time; null for a tracker that is left in peace.</param>
    internal static ITargetTracker Create(TrackerKind kind, RobotContext context, Func<TimeSpan, bool>? loses = null) =>
        kind == TrackerKind.Classical ? new TargetTracker(context, loses) : new NetworkTracker(context, new SegmenterModel(), loses);
}
