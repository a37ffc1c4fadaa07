namespace DexGrasp.Core.Robots;

/// <summary>What one actuated joint may do.</summary>
/// <param name="LowerRad">Smallest position. Unit: rad.</param>
/// <param name="UpperRad">Largest position. Unit: rad.</param>
/// <param name="MaxSpeedRadPerS">Largest speed. Unit: rad/s.</param>
/// <param name="MaxAccelerationRadPerS2">Largest acceleration. Unit: rad/s^2.</param>
/// <param name="MaxEffortNm">Largest torque. Unit: N m.</param>
public readonly record struct JointLimit(
    double LowerRad, double UpperRad, double MaxSpeedRadPerS, double MaxAccelerationRadPerS2, double MaxEffortNm)
{
    /// <summary>Returns the nearest position inside the range. Unit: rad.</summary>
    public double Clamp(double positionRad) => Math.Clamp(positionRad, LowerRad, UpperRad);
}
