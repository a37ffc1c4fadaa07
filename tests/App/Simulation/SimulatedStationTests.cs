using DexGrasp.App.Simulation;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Simulation;

public sealed class SimulatedStationTests
{
    [Fact]
    public async Task StartAsync_FastPace_TakesAChunkOverMqttAndMoves()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var world = new SimulatedWorld([]);
        await using SimulatedStation station = await SimulatedStation.StartAsync(world, SimulationPace.Fast, null, 0, 1, TimeSpan.MaxValue, stop);
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
            new MqttRobotLinkOptions { Broker = station.Broker, Robot = world.Robot.Name, Pace = station }, stop);

        await link.ArmAsync(stop);
        Observation before = await link.ObserveAsync(TimeSpan.Zero, stop);
        double[] target = before.State.CommandedRad.ToArray();
        target[0] += 0.1;
        await link.SendAsync(new ActionChunk([.. Enumerable.Repeat(target, 20).SelectMany(t => t)], before.State.At), "test", stop);
        Observation after = await link.ObserveAsync(before.State.At + TimeSpan.FromSeconds(0.7), stop);

        Assert.Equal(0, link.Refused);
        Assert.Equal(GateMode.Running, after.State.Mode);
        Assert.InRange(after.State.PositionsRad.Span[0] - before.State.PositionsRad.Span[0], 0.05, 0.12);
        Assert.Equal(RobotModel.Dof, after.State.PositionsRad.Length);
    }

    [Fact]
    public async Task StartAsync_FastPaceWatchedOrNot_GivesTheSameStatesAndPictures()
    {
        List<double[]> unwatched = await Run(TimeSpan.MaxValue), watched = await Run(TimeSpan.FromSeconds(0.2));

        Assert.Equal(unwatched.SelectMany(v => v), watched.SelectMany(v => v));
    }

    private static async Task<List<double[]>> Run(TimeSpan longestPictureGap)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var world = new SimulatedWorld([]);
        await using SimulatedStation station = await SimulatedStation.StartAsync(world, SimulationPace.Fast, null, 0, 1, longestPictureGap, stop);
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
            new MqttRobotLinkOptions { Broker = station.Broker, Robot = world.Robot.Name, Pace = station }, stop);
        var seen = new List<double[]>();
        Observation now = await link.ObserveAsync(TimeSpan.Zero, stop);
        await link.ArmAsync(stop);
        foreach (bool looks in new[] { true, false, false, true })
        {
            now = await link.ObserveAsync(now.State.At + TimeSpan.FromSeconds(0.35), looks, stop);
            double[] target = now.State.CommandedRad.ToArray();
            target[0] += 0.05;
            await link.SendAsync(new ActionChunk([.. Enumerable.Repeat(target, 20).SelectMany(t => t)], now.State.At), "test", stop);
            seen.Add([now.State.At.TotalSeconds, .. now.State.PositionsRad.Span, .. now.State.VelocitiesRadPerS.Span]);
            if (looks)
                seen.Add([now.Head.CapturedAt.TotalSeconds, now.Wrist.Number, .. now.Wrist.Rgb.Pixels.Select(v => (double)v)]);
        }

        return seen;
    }

    [Fact]
    public async Task StartAsync_NoBrokerThere_SaysWhichAndLeavesNothingRunning()
    {
        using var world = new SimulatedWorld([]);

        BrokerException error = await Assert.ThrowsAsync<BrokerException>(() => SimulatedStation.StartAsync(
            world, SimulationPace.Fast, new BrokerAddress("127.0.0.1", 9), 0, 1, TimeSpan.MaxValue, TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1:9", error.Message);
    }
}
