using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Tests.Sim.Devices;

public sealed class SimulatedArmContractTests : ArmContractTests
{
    protected override DeviceUnderTest Open(out IArm arm)
    {
        DeviceUnderTest device = SimulatedDevice.Open(sensors: null, SimulationPace.Fast, out SimulatedRobot robot);
        arm = robot.Arm;
        return device;
    }
}

public sealed class SimulatedHandContractTests : HandContractTests
{
    protected override DeviceUnderTest Open(out IHand hand)
    {
        DeviceUnderTest device = SimulatedDevice.Open(sensors: null, SimulationPace.Fast, out SimulatedRobot robot);
        hand = robot.Hand;
        return device;
    }
}

public sealed class SimulatedCameraAtFastPaceContractTests : CameraContractTests
{
    protected override DeviceUnderTest Open(out ICamera camera, out CameraSpec spec) => SimulatedDevice.OpenCamera("wrist", SimulationPace.Fast, out camera, out spec);
}

public sealed class SimulatedCameraAtRealPaceContractTests : CameraContractTests
{
    protected override DeviceUnderTest Open(out ICamera camera, out CameraSpec spec) => SimulatedDevice.OpenCamera("head", SimulationPace.Real, out camera, out spec);
}

internal static class SimulatedDevice
{
    public static DeviceUnderTest Open(SensorOptions? sensors, SimulationPace pace, out SimulatedRobot robot)
    {
        var world = new SimulatedWorld([]);
        var made = new SimulatedRobot(world, new SimulatedRobotOptions { Period = DeviceUnderTest.Tick, Pace = pace, Sensors = sensors });
        var stop = new CancellationTokenSource();
        robot = made;
        return new DeviceUnderTest(
            world.Robot, () => made.Ticks.Now,
            () =>
            {
                made.Ticks.GrantUntil(made.Ticks.Now + DeviceUnderTest.Tick);
                made.Ticks.WaitForNextTick(stop.Token);
            },
            () =>
            {
                stop.Cancel();
                made.Dispose();
                world.Dispose();
                stop.Dispose();
            });
    }

    public static DeviceUnderTest OpenCamera(string name, SimulationPace pace, out ICamera camera, out CameraSpec spec)
    {
        DeviceUnderTest device = Open(new SensorOptions { Render = DexGrasp.Sim.Rendering.RenderOptions.Fast }, pace, out SimulatedRobot robot);
        SimulatedCamera found = robot.Cameras.Single(c => c.Name == name);
        camera = found;
        spec = found.Spec;
        return device;
    }
}
