using DexGrasp.Core.Robots;

namespace DexGrasp.Safety.Gate;

/// <summary>
/// Keeps one joint's command inside its position, speed and acceleration limits in discrete time, such that a stop
/// inside the range always exists. Works in steps (rad per tick).
/// </summary>
/// <remarks>
/// With step s and largest change of step a, braking as hard as allowed covers (s - a) + (s - 2a) + ... rad. A step is
/// allowed only if the step and the braking after it end inside the range; braking itself then stays allowed in every
/// later tick, so the three limits never contradict each other.
/// </remarks>
internal struct JointLimiter
{
    // Margins that keep rounding errors from reaching the limits: planned braking is gentler than allowed braking by a
    // millionth, which is gentler than the limit by another millionth.
    private const double Allowed = 1 - 1e-6;
    private const double Planned = 1 - 2e-6;
    private const double Slack = 1e-7;

    private readonly double _lower;
    private readonly double _upper;
    private readonly double _maxStep;
    private readonly double _maxChange;
    private readonly double _plannedChange;
    private readonly double _slack;

    public JointLimiter(JointLimit limit, double speedScale, double accelerationScale, double periodS)
    {
        _lower = limit.LowerRad;
        _upper = limit.UpperRad;
        _maxStep = limit.MaxSpeedRadPerS * speedScale * periodS * Allowed;
        double change = limit.MaxAccelerationRadPerS2 * accelerationScale * periodS * periodS;
        _maxChange = change * Allowed;
        _plannedChange = change * Planned;
        _slack = change * Slack;
    }

    /// <summary>Gets the last command. Unit: rad.</summary>
    public double Position { get; private set; }

    /// <summary>Gets the last step. Unit: rad per tick.</summary>
    public double Step { get; private set; }

    /// <summary>Starts at rest at the nearest position inside the range.</summary>
    public void Start(double positionRad)
    {
        Position = Math.Clamp(positionRad, _lower, _upper);
        Step = 0;
    }

    /// <summary>Comes to rest as fast as allowed and returns the new command. Unit: rad.</summary>
    public double Rest()
    {
        Range(out double down, out double up, out _, out _);
        return MoveBy(Math.Clamp(0, down, up));
    }

    /// <summary>Follows a finite target, unchanged if it is within the limits.</summary>
    /// <param name="wanted">Unit: rad.</param>
    /// <param name="previousWanted">Target of the tick before; the same as <paramref name="wanted"/> if there was none. Unit: rad.</param>
    /// <param name="changes">What held the joint back, if anything.</param>
    /// <returns>The new command. Unit: rad.</returns>
    public double Follow(double wanted, double previousWanted, out GateChanges changes)
    {
        double target = Math.Clamp(wanted, _lower, _upper);
        Range(out double down, out double up, out GateChanges downCause, out GateChanges upCause);
        double step = target - Position;
        changes = target == wanted ? GateChanges.None : GateChanges.PositionLimited;
        if (step >= down - _slack && step <= up + _slack)
        {
            Step = step;
            Position = target;
            return target;
        }

        changes |= step > up ? upCause : downCause;

        // Out of reach in one tick: approach on the braking curve relative to the moving target, so as not to run past it.
        double targetStep = Math.Clamp(target - Math.Clamp(previousWanted, _lower, _upper), -_maxStep, _maxStep);
        double error = step - targetStep;
        double approach = targetStep + Math.CopySign(LargestStep(Math.Abs(error), _plannedChange), error);
        return MoveBy(Math.Clamp(approach, down, up));
    }

    /// <summary>Returns the largest step after which braking by <paramref name="change"/> per tick ends within <paramref name="room"/>.</summary>
    internal static double LargestStep(double room, double change)
    {
        if (room <= 0)
            return 0;
        double ticks = Math.Floor((Math.Sqrt(1 + (8 * room / change)) - 1) / 2);
        return (room + (change * ticks * (ticks + 1) / 2)) / (ticks + 1);
    }

    private readonly void Range(out double down, out double up, out GateChanges downCause, out GateChanges upCause)
    {
        up = Smallest(_maxStep, Step + _maxChange, LargestStep(_upper - Position, _plannedChange), out upCause);
        down = -Smallest(_maxStep, _maxChange - Step, LargestStep(Position - _lower, _plannedChange), out downCause);
        if (down <= up)
            return;

        // Only rounding gets here; the end of the range wins.
        if (Step > 0)
            down = up;
        else
            up = down;
    }

    private static double Smallest(double bySpeed, double byAcceleration, double byPosition, out GateChanges cause)
    {
        cause = byPosition <= bySpeed && byPosition <= byAcceleration ? GateChanges.PositionLimited
            : byAcceleration < bySpeed ? GateChanges.AccelerationLimited : GateChanges.SpeedLimited;
        return Math.Min(byPosition, Math.Min(bySpeed, byAcceleration));
    }

    private double MoveBy(double step)
    {
        double next = Math.Clamp(Position + step, _lower, _upper);
        Step = next - Position;
        Position = next;
        return next;
    }
}
