using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Drivers.Host;

/// <summary>
/// Turns 20 Hz chunks into targets at the loop's rate. Step k of a chunk is due at observedAt + (k + 1) x 50 ms, whenever the
/// chunk arrives; a new chunk replaces the rest of the old one, from where the robot was last commanded to be.
/// </summary>
/// <remarks>
/// Between steps: monotone cubic (Fritsch and Carlson 1980), which neither overshoots a step nor stops at one, and ends at rest.
/// A chunk is joined at its first step that is at least 50 ms away, so that a late chunk is caught up with, not jumped to.
/// Loop thread only. <see cref="TryNext"/> allocates nothing.
/// </remarks>
public sealed class ChunkPlayout
{
    // The gate's own measure of a chunk that ends at rest.
    private const double StillRad = 1e-4;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(ActionChunk.PeriodS);

    private readonly double[] _startRad = new double[RobotModel.Dof];
    private readonly double[] _startSpeed = new double[RobotModel.Dof];
    private ActionChunk? _chunk;
    private TimeSpan _startAt;
    private TimeSpan _joinAt;
    private int _joinStep;

    /// <summary>Gets whether a chunk is in play.</summary>
    public bool IsPlaying => _chunk is not null;

    /// <summary>Gets whether the chunk spliced last asks for the same pose (within 0.0001 rad) in its last two steps.</summary>
    public bool EndsAtRest { get; private set; }

    /// <summary>Gets when the chunk in play reaches its last step; zero when none is.</summary>
    public TimeSpan EndsAt => _chunk is null ? TimeSpan.Zero : DueAt(_chunk.Steps - 1);

    /// <summary>Replaces what is played.</summary>
    /// <param name="chunk">The new chunk.</param>
    /// <param name="lastRad">What was commanded last. Shape: [13]. Unit: rad.</param>
    /// <param name="lastRadPerS">How fast the command was changing. Shape: [13]. Unit: rad/s.</param>
    /// <param name="lastAt">When <paramref name="lastRad"/> was commanded.</param>
    /// <returns>False, and nothing changes, when every step of the chunk is past.</returns>
    public bool Splice(ActionChunk chunk, ReadOnlySpan<double> lastRad, ReadOnlySpan<double> lastRadPerS, TimeSpan lastAt)
    {
        int last = chunk.Steps - 1;
        if (chunk.ObservedAt + ((last + 1) * Period) <= lastAt)
            return false;

        _joinStep = 0;
        while (_joinStep < last && chunk.ObservedAt + ((_joinStep + 1) * Period) < lastAt + Period)
            _joinStep++;
        TimeSpan due = chunk.ObservedAt + ((_joinStep + 1) * Period);
        _joinAt = due < lastAt + Period ? lastAt + Period : due;
        _chunk = chunk;
        _startAt = lastAt;
        EndsAtRest = last > 0 && IsNear(chunk.Step(last), chunk.Step(last - 1));
        lastRad.CopyTo(_startRad);
        lastRadPerS.CopyTo(_startSpeed);
        return true;
    }

    /// <summary>Forgets the chunk in play.</summary>
    public void Clear() => _chunk = null;

    /// <summary>Gives the target for one tick. The first tick at or after the end gives the last step exactly; then the playout is starved.</summary>
    /// <param name="now">Time of the tick.</param>
    /// <param name="wantedRad">Receives the target; unchanged when there is none. Shape: [13]. Unit: rad.</param>
    /// <returns>False when there is nothing to play.</returns>
    public bool TryNext(TimeSpan now, Span<double> wantedRad)
    {
        if (_chunk is null)
            return false;
        int last = _chunk.Steps - 1;
        if (now >= DueAt(last))
        {
            _chunk.Step(last).CopyTo(wantedRad);
            _chunk = null;
            return true;
        }

        int step = _joinStep;
        while (DueAt(step) < now)
            step++;
        TimeSpan from = step == _joinStep ? _startAt : DueAt(step - 1);
        double lengthS = (DueAt(step) - from).TotalSeconds;
        double part = Math.Max(0, (now - from).TotalSeconds / lengthS);
        for (int joint = 0; joint < RobotModel.Dof; joint++)
        {
            double a = At(step - 1, joint), b = At(step, joint);
            wantedRad[joint] = Hermite(a, b, Slope(step - 1, joint) * lengthS, Slope(step, joint) * lengthS, part);
        }

        return true;
    }

    // Knots are numbered by step; the knot before the joining step is where the robot was.
    private double At(int step, int joint) => step < _joinStep ? _startRad[joint] : _chunk!.Step(step)[joint];

    private TimeSpan DueAt(int step) => step < _joinStep ? _startAt
        : step == _joinStep ? _joinAt
        : Later(_chunk!.ObservedAt + ((step + 1) * Period), _joinAt);

    private static bool IsNear(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        for (int joint = 0; joint < a.Length; joint++)
            if (Math.Abs(a[joint] - b[joint]) > StillRad)
                return false;
        return true;
    }

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private double Slope(int step, int joint)
    {
        if (step >= _chunk!.Steps - 1)
            return 0;
        double nextS = (DueAt(step + 1) - DueAt(step)).TotalSeconds;
        double next = (At(step + 1, joint) - At(step, joint)) / nextS;
        if (step < _joinStep)
        {
            // Keeps the speed of the motion so far, as far as the curve then still stays between its knots.
            double speed = _startSpeed[joint];
            return speed * next <= 0 ? 0 : Math.CopySign(Math.Min(Math.Abs(speed), 3 * Math.Abs(next)), next);
        }

        double lastS = (DueAt(step) - DueAt(step - 1)).TotalSeconds;
        double last = (At(step, joint) - At(step - 1, joint)) / lastS;
        if (last * next <= 0)
            return 0;
        double weightLast = (2 * nextS) + lastS, weightNext = nextS + (2 * lastS);
        return (weightLast + weightNext) / ((weightLast / last) + (weightNext / next));
    }

    private static double Hermite(double a, double b, double slopeA, double slopeB, double t)
    {
        double t2 = t * t, t3 = t2 * t;
        double value = a + ((b - a) * ((3 * t2) - (2 * t3))) + (slopeA * (t3 - (2 * t2) + t)) + (slopeB * (t3 - t2));

        // The curve is monotone; only rounding could leave the interval.
        return Math.Clamp(value, Math.Min(a, b), Math.Max(a, b));
    }
}
