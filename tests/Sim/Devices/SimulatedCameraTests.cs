using DexGrasp.Core.Images;
using DexGrasp.Drivers.Link;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

public class SimulatedCameraTests
{
    [Fact]
    public async Task ReadFrames_AtFastPace_GetsEveryPictureAtItsRateWhateverTheReadersSpeed()
    {
        using var world = new SimulatedWorld([]);
        using var robot = new SimulatedRobot(world, new SimulatedRobotOptions
        {
            Pace = SimulationPace.Fast,
            Sensors = new SensorOptions { Render = RenderOptions.Fast },
        });
        SimulatedCamera camera = robot.Cameras.Single(c => c.Name == "wrist");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<CameraFrame> reader = camera.ReadFramesAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> first = reader.MoveNextAsync();
        robot.Ticks.GrantUntil(TimeSpan.FromSeconds(1));
        var loop = new Thread(() =>
        {
            while (robot.Ticks.WaitForNextTick(stop.Token))
                continue;
        });
        loop.Start();
        var times = new List<double>();
        Assert.True(await first);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(i + 1, reader.Current.Number);
            times.Add(reader.Current.CapturedAt.TotalMilliseconds);
            Assert.True(await reader.MoveNextAsync());
        }

        Assert.Equal([10, 100, 200, 300, 400], times);
        Assert.Equal(0, camera.Dropped);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await camera.ReadFramesAsync(stop.Token).GetAsyncEnumerator(stop.Token).MoveNextAsync());
        stop.Cancel();
        loop.Join();
    }

    [Fact]
    public async Task ReadFrames_OnDemandAtFastPace_GetsThePicturesThatAreLookedAtAlone()
    {
        using var world = new SimulatedWorld([]);
        using var robot = new SimulatedRobot(world, new SimulatedRobotOptions
        {
            Pace = SimulationPace.Fast,
            Sensors = new SensorOptions { Render = RenderOptions.Fast },
        });
        SimulatedCamera camera = robot.Cameras.Single(c => c.Name == "wrist");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<CameraFrame> reader = camera.ReadFramesAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = reader.MoveNextAsync();
        var loop = new Thread(() =>
        {
            while (robot.Ticks.WaitForNextTick(stop.Token))
                continue;
        });
        loop.Start();
        var times = new List<double>();
        var numbers = new List<long>();
        foreach (int wantedMs in new[] { 0, 350, 500, 930 })
        {
            var wanted = TimeSpan.FromMilliseconds(wantedMs);
            robot.Ticks.GrantUntil(robot.NextPicture("wrist", wanted), picturesFrom: wanted);
            Assert.True(await next);
            times.Add(reader.Current.CapturedAt.TotalMilliseconds);
            numbers.Add(reader.Current.Number);
            next = reader.MoveNextAsync();
        }

        Assert.Equal([10, 400, 500, 1000], times);
        Assert.Equal([1, 5, 6, 11], numbers);
        stop.Cancel();
        Assert.False(await next);
        loop.Join();
    }

    [Fact]
    public async Task ReadFrames_OnDemandAndNobodyLooks_GetsAPictureInEachLongestGap()
    {
        using var world = new SimulatedWorld([]);
        using var robot = new SimulatedRobot(world, new SimulatedRobotOptions
        {
            Pace = SimulationPace.Fast,
            Sensors = new SensorOptions { Render = RenderOptions.Fast },
            LongestPictureGap = TimeSpan.FromMilliseconds(300),
        });
        SimulatedCamera camera = robot.Cameras.Single(c => c.Name == "wrist");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using IAsyncEnumerator<CameraFrame> reader = camera.ReadFramesAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        ValueTask<bool> next = reader.MoveNextAsync();
        robot.Ticks.GrantUntil(TimeSpan.FromSeconds(1), picturesFrom: TimeSpan.MaxValue);
        var loop = new Thread(() =>
        {
            while (robot.Ticks.WaitForNextTick(stop.Token))
                continue;
        });
        loop.Start();
        var times = new List<double>();
        for (int i = 0; i < 3; i++)
        {
            Assert.True(await next);
            times.Add(reader.Current.CapturedAt.TotalMilliseconds);
            next = reader.MoveNextAsync();
        }

        Assert.Equal([300, 600, 900], times);
        stop.Cancel();
        Assert.False(await next);
        loop.Join();
    }

    [Fact]
    public async Task Observe_UnderAMovingLight_ShowsItMoveWhileThePhysicsKeepsItsBits()
    {
        SceneSpec still = SceneSpec.Default;
        SceneSpec moving = still with { Lights = [still.Lights[0] with { Motion = new LightMotion(0.5, 4, 2) }, .. still.Lights.Skip(1)] };
        (double[] state, byte[] early, byte[] late) = await Run(moving);
        (double[] stillState, byte[] stillEarly, byte[] stillLate) = await Run(still);
        Assert.Equal(stillState, state);
        Assert.True(MeanDifference(early, late) > 4 * MeanDifference(stillEarly, stillLate));

        static async Task<(double[] State, byte[] Early, byte[] Late)> Run(SceneSpec scene)
        {
            using var world = new SimulatedWorld([], scene);
            await using var link = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { ColourSigma = 0, Depth = DepthNoise.None } });
            CancellationToken none = TestContext.Current.CancellationToken;
            byte[] early = (await link.ObserveAsync(TimeSpan.FromMilliseconds(50), none)).Head.Rgb.Pixels;
            byte[] late = (await link.ObserveAsync(TimeSpan.FromMilliseconds(1050), none)).Head.Rgb.Pixels;
            return (world.SaveState(), early, late);
        }
    }

    private static double MeanDifference(byte[] a, byte[] b) => a.Zip(b).Average(pair => Math.Abs(pair.First - pair.Second));
}
