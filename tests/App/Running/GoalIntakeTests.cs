using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Operators;
using DexGrasp.App.Policies;
using DexGrasp.App.Running;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Running;

public sealed class GoalIntakeTests
{
    [Theory]
    [InlineData("stop", true)]
    [InlineData("don't stop", true)]
    [InlineData("please halt now", true)]
    [InlineData("take the red cup", false)]
    [InlineData("", false)]
    public void IsStop_Words_AreAStopWhereverTheWordStands(string words, bool expected) => Assert.Equal(expected, GoalIntake.IsStop(words));

    [Fact]
    public async Task Take_StopAsAGoal_LatchesTheRobotAtOnce()
    {
        CancellationToken end = TestContext.Current.CancellationToken;
        SettledScene scene = new SettledScene(SceneSpec.Default, 1, [], 0);
        await using SimulatedRun run = await SimulatedRun.StartAsync(scene, PolicyChoice.Read(GraspSuite.Classical, Rm75.Model, GraspSuite.Classical), 5, end);
        await using MqttOperatorRobot robot = await MqttOperatorRobot.ConnectAsync(run.Broker, Rm75.Model, run.OperatorToken, null, end);
        await robot.WaitForStateAsync(TimeSpan.FromSeconds(20), end);
        Assert.NotEqual(GateMode.Latched, robot.Mode);
        await using var mouth = new MqttLink(run.Broker, "mouth");
        await mouth.StartAsync(end);

        await mouth.PublishAsync(new Topics(Rm75.Model.Name).Goal, CommandCodec.Write(new GoalRequest(Rm75.Model.Name, "stop")), end);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(end);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (robot.Mode != GateMode.Latched)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
    }
}
