using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Motion;

/// <summary>
/// A motion of all joints from rest to rest along waypoints, as fast as a share of the joint limits allows: even speed along the
/// straight joint-space stretches, then smoothed twice by a moving mean, which bounds acceleration and jerk and rounds corners.
/// </summary>
internal sealed class JointTrajectory
{
    /// <summary>Share of each joint's speed limit that is used.</summary>
    public const double SpeedShare = 0.5;

    private const int Dof = RobotModel.Dof;
    private const double TickS = 0.01;
    private const int LongWindow = 40;
    private const int ShortWindow = 20;
    private readonly double[] _positions;
    private readonly int _ticks;

    /// <summary>Plans a motion.</summary>
    /// <param name="robot">Gives the limits.</param>
    /// <param name="startAt">When it begins, on the driver host's clock.</param>
    /// <param name="waypoints">First to last; at least one. Shape: [13] each. Unit: rad.</param>
    /// <param name="speed">Further share of speed. Range: (0, 1]. Default: 1.</param>
    public JointTrajectory(RobotModel robot, TimeSpan startAt, IReadOnlyList<double[]> waypoints, double speed = 1)
    {
        StartAt = startAt;
        double[] knots = Knots(robot, waypoints, speed);
        bool still = knots[^1] < 1e-6;
        _ticks = still ? 0 : (int)Math.Ceiling(knots[^1] / TickS) + LongWindow + ShortWindow;
        _positions = new double[(_ticks + 1) * Dof];
        for (int tick = 0, segment = 0; tick <= _ticks; tick++)
        {
            double at = Math.Min(tick * TickS, knots[^1]);
            while (segment < knots.Length - 2 && at > knots[segment + 1])
                segment++;
            for (int j = 0; j < Dof; j++)
                _positions[(tick * Dof) + j] = still ? waypoints[^1][j] : Between(waypoints, knots, segment, at, j);
        }

        Smooth(LongWindow);
        Smooth(ShortWindow);
        for (int j = 0; j < Dof; j++)
            _positions[(_ticks * Dof) + j] = waypoints[^1][j];
    }

    /// <summary>Gets when the motion begins, on the driver host's clock.</summary>
    public TimeSpan StartAt { get; }

    /// <summary>Gets how long it takes. Unit: s.</summary>
    public double DurationS => _ticks * TickS;

    /// <summary>Gets when the motion ends, on the driver host's clock.</summary>
    public TimeSpan EndAt => StartAt + TimeSpan.FromSeconds(DurationS);

    /// <summary>Writes the targets at a time; before the start those of the start, after the end those of the end.</summary>
    /// <param name="at">On the driver host's clock.</param>
    /// <param name="positionsRad">Shape: [13]. Unit: rad.</param>
    public void Sample(TimeSpan at, Span<double> positionsRad) => SampleSeconds((at - StartAt).TotalSeconds, positionsRad);

    /// <summary>Returns the next full chunk of the motion.</summary>
    /// <param name="observedAt">When the observation was made, on the driver host's clock.</param>
    public ActionChunk Chunk(TimeSpan observedAt)
    {
        var positions = new double[ActionChunk.Horizon * Dof];
        for (int step = 0; step < ActionChunk.Horizon; step++)
            SampleSeconds((observedAt - StartAt).TotalSeconds + ((step + 1) * ActionChunk.PeriodS), positions.AsSpan(step * Dof, Dof));
        return new ActionChunk(positions, observedAt);
    }

    // When each waypoint is due at even speed: the joint that needs longest sets the pace.
    private static double[] Knots(RobotModel robot, IReadOnlyList<double[]> waypoints, double speed)
    {
        var knots = new double[waypoints.Count];
        for (int i = 1; i < knots.Length; i++)
        {
            double needed = 0;
            for (int j = 0; j < Dof; j++)
                needed = Math.Max(needed, Math.Abs(waypoints[i][j] - waypoints[i - 1][j]) / (speed * SpeedShare * robot.Limits[j].MaxSpeedRadPerS));
            knots[i] = knots[i - 1] + needed;
        }

        return knots;
    }

    private static double Between(IReadOnlyList<double[]> waypoints, double[] knots, int segment, double at, int joint)
    {
        double width = knots[segment + 1] - knots[segment];
        double share = width > 0 ? Math.Clamp((at - knots[segment]) / width, 0, 1) : 1;
        return waypoints[segment][joint] + (share * (waypoints[segment + 1][joint] - waypoints[segment][joint]));
    }

    // The mean of the last ticks; before the first tick the motion stands at its start.
    private void Smooth(int window)
    {
        var raw = (double[])_positions.Clone();
        for (int j = 0; j < Dof; j++)
        {
            double sum = window * raw[j];
            for (int tick = 0; tick <= _ticks; tick++)
            {
                sum += raw[(tick * Dof) + j] - (tick >= window ? raw[((tick - window) * Dof) + j] : raw[j]);
                _positions[(tick * Dof) + j] = sum / window;
            }
        }
    }

    private void SampleSeconds(double seconds, Span<double> positionsRad)
    {
        double tick = Math.Clamp(seconds / TickS, 0, _ticks);
        int before = (int)tick, after = Math.Min(before + 1, _ticks);
        double share = tick - before;
        for (int j = 0; j < Dof; j++)
            positionsRad[j] = _positions[(before * Dof) + j] + (share * (_positions[(after * Dof) + j] - _positions[(before * Dof) + j]));
    }
}
