using DexGrasp.Core.Robots;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>Watches a sequence of commands with the plain definition of the limits; shares no code with the gate.</summary>
internal sealed class LimitOracle(RobotModel robot, double periodS, double speedScale = 1, double accelerationScale = 1)
{
    private readonly double[] _last = new double[RobotModel.Dof];
    private readonly double[] _lastVelocity = new double[RobotModel.Dof];
    private bool _started;

    /// <summary>Returns what a command breaks, or null.</summary>
    public string? Watch(ReadOnlySpan<double> commandRad)
    {
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            JointLimit limit = robot.Limits[i];
            double q = commandRad[i];
            if (!(q >= limit.LowerRad && q <= limit.UpperRad))
                return $"joint {i}: position {q:R} outside [{limit.LowerRad:R}, {limit.UpperRad:R}]";
            double velocity = _started ? (q - _last[i]) / periodS : 0;
            double acceleration = (velocity - _lastVelocity[i]) / periodS;
            if (Math.Abs(velocity) > limit.MaxSpeedRadPerS * speedScale)
                return $"joint {i}: speed {velocity:R} above {limit.MaxSpeedRadPerS * speedScale:R}";
            if (Math.Abs(acceleration) > limit.MaxAccelerationRadPerS2 * accelerationScale)
                return $"joint {i}: acceleration {acceleration:R} above {limit.MaxAccelerationRadPerS2 * accelerationScale:R}";
            if (!CanStop(q, velocity, limit, accelerationScale))
                return $"joint {i}: no stop inside the range from {q:R} rad at {velocity:R} rad/s";
            _last[i] = q;
            _lastVelocity[i] = velocity;
        }

        _started = true;
        return null;
    }

    /// <summary>Brakes tick by tick and looks whether the range is left.</summary>
    private bool CanStop(double q, double velocity, JointLimit limit, double accelerationScale)
    {
        double change = limit.MaxAccelerationRadPerS2 * accelerationScale * periodS;
        while (velocity != 0)
        {
            velocity = velocity > 0 ? Math.Max(0, velocity - change) : Math.Min(0, velocity + change);
            q += velocity * periodS;
        }

        const double RoundingRad = 1e-12;
        return q >= limit.LowerRad - RoundingRad && q <= limit.UpperRad + RoundingRad;
    }
}
