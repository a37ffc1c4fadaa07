namespace DexGrasp.Drivers.Host;

/// <summary>Settings of the fast loop.</summary>
public sealed class DriverLoopOptions
{
    /// <summary>Gets how old the arm's newest measurement may be while armed; then the robot stops and latches. Default: 25 ms.</summary>
    public TimeSpan MaxArmSilence { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Gets how old the hand's newest measurement may be while armed; then the robot stops and latches. Default: 200 ms.</summary>
    public TimeSpan MaxHandSilence { get; init; } = TimeSpan.FromMilliseconds(200);
}
