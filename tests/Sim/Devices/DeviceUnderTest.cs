using DexGrasp.Core.Robots;

namespace DexGrasp.Tests.Sim.Devices;

/// <summary>What a contract test needs of a device: the robot it belongs to, its clock, and a way to let time pass.</summary>
/// <param name="Robot">Names and limits.</param>
/// <param name="Now">The host's monotonic time.</param>
/// <param name="PassOneTick">Lets one tick of 10 ms pass on the device.</param>
/// <param name="Close">Ends everything.</param>
public sealed record DeviceUnderTest(RobotModel Robot, Func<TimeSpan> Now, Action PassOneTick, Action Close) : IDisposable
{
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public void Dispose() => Close();
}
