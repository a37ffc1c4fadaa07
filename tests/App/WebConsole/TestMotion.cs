using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.Tests.App.WebConsole;

/// <summary>Swings the first joint to and fro until disposed of or stopped.</summary>
internal sealed class TestMotion : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task _moving = Task.CompletedTask;

    /// <summary>Arms the robot and lets it move.</summary>
    public static async Task<TestMotion> BeginAsync(BrokerAddress broker, CancellationToken cancellationToken)
    {
        MqttRobotLink link = await MqttRobotLink.ConnectAsync(new MqttRobotLinkOptions { Broker = broker, Robot = Rm75.Model.Name, Client = "motion" }, cancellationToken);
        var motion = new TestMotion();
        motion._moving = Task.Run(() => motion.MoveAsync(link), CancellationToken.None);
        return motion;
    }

    public void Dispose()
    {
        _end.Cancel();
        _moving.Wait(CancellationToken.None);
        _end.Dispose();
    }

    private async Task MoveAsync(MqttRobotLink link)
    {
        await using (link)
        {
            try
            {
                await link.ArmAsync(_end.Token);
                double[] home = link.State!.CommandedRad.ToArray();
                while (link.State is { Mode: not GateMode.Latched } now)
                {
                    double[] chunk = [.. Enumerable.Range(1, ActionChunk.Horizon).SelectMany(k => home.Select((q, j) => j == 0
                        ? q + (0.15 * Math.Sin(now.At.TotalSeconds + (k * ActionChunk.PeriodS))) : q))];
                    await link.SendAsync(new ActionChunk(chunk, now.At), "motion", _end.Token);
                    await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, _end.Token);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or InvalidOperationException)
            {
                // The test has ended, or the robot was stopped before it was armed.
            }
        }
    }
}
