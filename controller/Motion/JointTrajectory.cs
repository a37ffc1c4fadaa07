using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Motion;

/// <summary>
/// A motion of all joints from rest to rest along a smooth path through waypoints, as fast as a share of the joint limits
/// allows. Progress follows the minimum-jerk profile (Flash and Hogan 1985).
/// </summary>
internal sealed class JointTrajectory
{
    /// <summary>Share of each joint's speed limit that is used.</summary>
    public const double SpeedShare = 0.55;

    /// <summary>Share of each joint's acceleration limit that is used; what a playout makes of 20 steps a second peaks above the motion itself.</summary>
    public const double AccelerationShare = 0.3;

    private const int Dof = RobotModel.Dof;
    private readonly double[][] _points;
    private readonly double[][] _slopes;
    private readonly double[] _knots;

    /// <summary>Plans a motion.</summary>
    /// <param name="robot">Gives the limits.</param>
    /// <param name="startAt">When it begins, on the driver host's clock.</param>
    /// <param name="waypoints">First to last; at least one. Shape: [13] each. Unit: rad.</param>
    /// <param name="speed">Further share of speed. Range: (0, 1]. Default: 1.</param>
    public JointTrajectory(RobotModel robot, TimeSpan startAt, IReadOnlyList<double[]> waypoints, double speed = 1)
    {
        StartAt = startAt;
        (_points, _knots) = Distinct(robot, waypoints);
        _slopes = Slopes(_points, _knots);
        DurationS = Duration(robot, speed);
    }

    /// <summary>Gets when the motion begins, on the driver host's clock.</summary>
    public TimeSpan StartAt { get; }

    /// <summary>Gets how long it takes. Unit: s.</summary>
    public double DurationS { get; }

    /// <summary>Gets when the motion ends, on the driver host's clock.</summary>
    public TimeSpan EndAt => StartAt + TimeSpan.FromSeconds(DurationS);

    /// <summary>Gets where it ends. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> End => _points[^1];

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

    private static (double[][] Points, double[] Knots) Distinct(RobotModel robot, IReadOnlyList<double[]> waypoints)
    {
        var points = new List<double[]> { waypoints[0] };
        var knots = new List<double> { 0 };
        for (int i = 1; i < waypoints.Count; i++)
        {
            // Distance in the time that the slowest joint would need, so that no stretch asks for more speed than another.
            double distance = 0;
            for (int j = 0; j < Dof; j++)
                distance = Math.Max(distance, Math.Abs(waypoints[i][j] - points[^1][j]) / robot.Limits[j].MaxSpeedRadPerS);
            if (distance < 1e-5)
                continue;
            points.Add(waypoints[i]);
            knots.Add(knots[^1] + distance);
        }

        return ([.. points], [.. knots]);
    }

    private static double[][] Slopes(double[][] points, double[] knots)
    {
        var slopes = new double[points.Length][];
        for (int i = 0; i < points.Length; i++)
        {
            slopes[i] = new double[Dof];
            int before = Math.Max(0, i - 1), after = Math.Min(points.Length - 1, i + 1);
            if (after == before)
                continue;
            for (int j = 0; j < Dof; j++)
            {
                double left = i > before ? (points[i][j] - points[before][j]) / (knots[i] - knots[before]) : 0;
                double right = after > i ? (points[after][j] - points[i][j]) / (knots[after] - knots[i]) : 0;
                // Monotone cubic (Fritsch and Butland 1984): the path never swings past a waypoint.
                slopes[i][j] = i == before ? right : after == i ? left : left * right <= 0 ? 0 : 2 * left * right / (left + right);
            }
        }

        return slopes;
    }

    private double Duration(RobotModel robot, double speed)
    {
        if (_points.Length == 1)
            return 0;
        double duration = Math.Max(0.2, _knots[^1]);
        Span<double> a = stackalloc double[Dof], b = stackalloc double[Dof], c = stackalloc double[Dof];
        for (int pass = 0; pass < 5; pass++)
        {
            double scale = 0;
            int samples = Math.Max(40, (int)(duration / 0.02));
            double h = duration / samples;
            for (int i = 1; i < samples; i++)
            {
                AtShare((i - 1.0) / samples, a);
                AtShare((double)i / samples, b);
                AtShare((i + 1.0) / samples, c);
                for (int j = 0; j < Dof; j++)
                {
                    double velocity = Math.Abs(c[j] - a[j]) / (2 * h), acceleration = Math.Abs(c[j] - (2 * b[j]) + a[j]) / (h * h);
                    scale = Math.Max(scale, velocity / (speed * SpeedShare * robot.Limits[j].MaxSpeedRadPerS));
                    scale = Math.Max(scale, Math.Sqrt(acceleration / (AccelerationShare * robot.Limits[j].MaxAccelerationRadPerS2)));
                }
            }

            duration = Math.Max(0.1, duration * scale);
        }

        return duration;
    }

    private void SampleSeconds(double seconds, Span<double> positionsRad) =>
        AtShare(DurationS > 0 ? Math.Clamp(seconds / DurationS, 0, 1) : 1, positionsRad);

    private void AtShare(double share, Span<double> positionsRad)
    {
        double progress = share * share * share * (10 + (share * ((6 * share) - 15)));
        double knot = progress * _knots[^1];
        int i = 0;
        while (i < _knots.Length - 2 && knot > _knots[i + 1])
            i++;
        if (_points.Length == 1 || share >= 1)
        {
            _points[^1].CopyTo(positionsRad);
            return;
        }

        double width = _knots[i + 1] - _knots[i], u = (knot - _knots[i]) / width;
        double u2 = u * u, u3 = u2 * u;
        for (int j = 0; j < Dof; j++)
            positionsRad[j] = (((2 * u3) - (3 * u2) + 1) * _points[i][j]) + ((u3 - (2 * u2) + u) * width * _slopes[i][j])
                + (((3 * u2) - (2 * u3)) * _points[i + 1][j]) + ((u3 - u2) * width * _slopes[i + 1][j]);
    }
}
