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
    /// <param name="model">The network to use, if it is to be one; nobody else may run it meanwhile. Null for the one that is part of the build.</param>
    /// <exception cref="ArgumentException">The kind is <see cref="TrackerKind.Supplied"/>, whose models are given to a controller.</exception>
    public static ITargetTracker Create(TrackerKind kind, RobotModel robot, Workcell cell, SegmenterModel? model = null) => kind == TrackerKind.Supplied
        ? throw new ArgumentException("Supplied mask models are given to a controller.", nameof(kind))
        : Create(kind, new RobotContext(robot, cell), null, null, model);

    /// <summary>Makes a tracker.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="context">Robot and work cell.</param>
    /// <param name="loses">Says that nothing is found in the picture of a capture time; null for a tracker that is left in peace.</param>
    /// <param name="supplied">A user's models, for that kind.</param>
    /// <param name="model">The network to use; null for the one that is part of the build.</param>
    internal static ITargetTracker Create(TrackerKind kind, RobotContext context, Func<TimeSpan, bool>? loses, MaskModels? supplied, SegmenterModel? model = null)
    {
        ITargetTracker tracker = kind switch
        {
            TrackerKind.Classical => new TargetTracker(context),
            TrackerKind.Network => new NetworkTracker(context, new MaskFinder(context.Robot, model ?? new SegmenterModel())),
            _ => new NetworkTracker(context, new SuppliedMaskFinder(supplied ?? throw new ArgumentNullException(nameof(supplied)))),
        };
        return loses is null ? tracker : new DropoutTracker(tracker, loses);
    }
}
