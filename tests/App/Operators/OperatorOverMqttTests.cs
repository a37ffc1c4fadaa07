using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Operators;
using DexGrasp.App.Policies;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Planner.Operators;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Operators;

public sealed class OperatorOverMqttTests
{
    [Fact]
    public async Task OperatorSession_OverTheBroker_SendsConfirmedGoalsStopsAndResets()
    {
        CancellationToken end = TestContext.Current.CancellationToken;
        using var world = new SimulatedWorld([]);
        await using SimulatedStation station = await SimulatedStation.StartAsync(world, SimulationPace.Real, null, 0, 1, TimeSpan.MaxValue, end, "open sesame");
        var goal = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ear = new MqttLink(station.Broker, "ear");
        ear.Subscribe(new Topics(world.Robot.Name).Goal, m => goal.TrySetResult(CommandCodec.TryReadGoal(m.Payload, out GoalRequest? request, out _) ? request.Words : null));
        await ear.StartAsync(end);
        await using MqttOperatorRobot robot = await MqttOperatorRobot.ConnectAsync(station.Broker, world.Robot, "open sesame", null, end);
        await using var session = new OperatorSession(robot, new OperatorDialogue(IntentParser.BuiltIn), TimeProvider.System, _ => { });
        await robot.WaitForStateAsync(TimeSpan.FromSeconds(20), end);

        session.Hear(new OperatorUtterance("take the red cup"));
        session.Hear(new OperatorUtterance("confirm 1"));
        Assert.Equal("take the red cup", await goal.Task.WaitAsync(TimeSpan.FromSeconds(20), end));

        session.Hear(new OperatorUtterance("don't stop"));
        await session.SettleAsync();
        Assert.Equal(GateMode.Latched, robot.Mode);

        session.Hear(new OperatorUtterance("reset"));
        session.Hear(new OperatorUtterance("confirm 2"));
        await session.SettleAsync();
        Assert.Equal(GateMode.Disarmed, robot.Mode);
    }

    [Fact]
    public async Task SimulatedRun_GoHomeConfirmed_IsDoneAndTold()
    {
        CancellationToken end = TestContext.Current.CancellationToken;
        await using SimulatedRun simulation = await SimulatedRun.StartAsync(
            new SettledScene(SceneSpec.Default, 1, [], 0), PolicyChoice.Read(GraspSuite.Classical, Rm75.Model, GraspSuite.Classical), 5, end);
        await using MqttOperatorRobot robot = await MqttOperatorRobot.ConnectAsync(simulation.Broker, Rm75.Model, simulation.OperatorToken, null, end);
        var home = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var session = new OperatorSession(robot, new OperatorDialogue(IntentParser.BuiltIn), TimeProvider.System, words =>
        {
            if (words.Contains("The hand is open", StringComparison.Ordinal))
                home.TrySetResult(words);
        });
        await robot.WaitForStateAsync(TimeSpan.FromSeconds(20), end);

        session.Hear(new OperatorUtterance("go home"));
        session.Hear(new OperatorUtterance("confirm 1"));

        Assert.Contains("home", await home.Task.WaitAsync(TimeSpan.FromSeconds(90), end), StringComparison.Ordinal);
        Assert.False(session.HasTask);
    }
}
