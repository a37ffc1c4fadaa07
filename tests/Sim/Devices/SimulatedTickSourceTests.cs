using System.Diagnostics;
using DexGrasp.Drivers.Host;
using DexGrasp.Safety.Gate;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

public class SimulatedTickSourceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void WaitForNextTick_AtFastPace_RunsUpToTheGrantAndNoFurther()
    {
        using var world = new SimulatedWorld([]);
        using SimulatedRobot robot = Robot(world, SimulationPace.Fast);
        using var stop = new CancellationTokenSource();
        int ticks = 0;
        var loop = new Thread(() =>
        {
            while (robot.Ticks.WaitForNextTick(stop.Token))
                Interlocked.Increment(ref ticks);
        });
        loop.Start();
        robot.Ticks.GrantUntil(TimeSpan.FromMilliseconds(95));
        robot.Ticks.GrantUntil(TimeSpan.FromMilliseconds(50));
        Assert.Equal(TimeSpan.FromMilliseconds(95), robot.Ticks.Granted);
        SpinWait.SpinUntil(() => robot.Ticks.Now >= TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20));
        stop.Cancel();
        loop.Join();
        Assert.Equal(10, ticks);
        Assert.Equal(TimeSpan.FromMilliseconds(100), robot.Ticks.Now);
    }

    [Fact]
    public void WaitForNextTick_Cancelled_ReturnsFalseAndMovesNothing()
    {
        using var world = new SimulatedWorld([]);
        using SimulatedRobot robot = Robot(world, SimulationPace.Fast);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.False(robot.Ticks.WaitForNextTick(stop.Token));
        Assert.Equal(TimeSpan.Zero, robot.Ticks.Now);
    }

    [Fact]
    public void WaitForNextTick_AtRealPace_TakesAtLeastTheSimulatedTime()
    {
        using var world = new SimulatedWorld([]);
        using SimulatedRobot robot = Robot(world, SimulationPace.Real);
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < 11; i++)
            Assert.True(robot.Ticks.WaitForNextTick(TestContext.Current.CancellationToken));
        Assert.True(Stopwatch.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(110), robot.Ticks.Now);
    }

    [Theory]
    [InlineData(SimulationPace.Fast)]
    [InlineData(SimulationPace.Real)]
    public void Tick_WithTheDriverLoop_AllocatesNothing(SimulationPace pace)
    {
        using var world = new SimulatedWorld([]);
        using SimulatedRobot robot = Robot(world, pace);
        var loop = new DriverLoop(world.Robot, robot.Arm, robot.Hand, robot.Ticks, new SafetyGateOptions { TickPeriod = Tick });
        Assert.True(loop.Arm(Guid.NewGuid()).Accepted);
        robot.Ticks.GrantUntil(TimeSpan.FromMinutes(1));
        Run(40);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(40);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(80, loop.Snapshot().Number);

        void Run(int ticks)
        {
            for (int i = 0; i < ticks; i++)
            {
                robot.Ticks.WaitForNextTick(CancellationToken.None);
                loop.Tick();
            }
        }
    }

    [Fact]
    public void TryRead_AfterThePhysicsWentWrong_ReportsNothing()
    {
        using var world = new SimulatedWorld([]);
        using SimulatedRobot robot = Robot(world, SimulationPace.Fast);
        double[] seven = new double[7];
        Assert.True(robot.Arm.TryRead(seven, seven, seven, out _));
        world.Data.Qvel[0] = double.NaN;
        robot.Ticks.GrantUntil(Tick);
        Assert.True(robot.Ticks.WaitForNextTick(TestContext.Current.CancellationToken));
        Assert.False(robot.Arm.TryRead(seven, seven, seven, out _));
    }

    [Fact]
    public void New_PeriodThatIsNoWholeNumberOfSteps_IsRefused()
    {
        using var world = new SimulatedWorld([]);
        Assert.Throws<ArgumentException>(() => new SimulatedRobot(world, new SimulatedRobotOptions { Period = TimeSpan.FromMilliseconds(3), Sensors = null }));
    }

    private static SimulatedRobot Robot(SimulatedWorld world, SimulationPace pace) =>
        new(world, new SimulatedRobotOptions { Period = Tick, Pace = pace, Sensors = null });
}
