using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.App.WebConsole;

/// <summary>Swings the first joint to and fro by a few degrees until disposed of or stopped: a motion to stop, for measurements.</summary>
internal sealed class SwingMotion : IAsyncDisposable
{
    private const double AmplitudeRad = 0.15;
    private const double RadPerS = 3;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(200);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _moving;

    private SwingMotion(MqttRobotLink link) => _moving = Task.Run(() => MoveAsync(link), CancellationToken.None);

    /// <summary>Takes the lease, over from whoever has it, and lets the robot move.</summary>
    public static async Task<SwingMotion> BeginAsync(BrokerAddress broker, string robot, string operatorToken, CancellationToken cancellationToken) =>
        new(await MqttRobotLink.ConnectAsync(new MqttRobotLinkOptions { Broker = broker, Robot = robot, Client = "swing", OperatorToken = operatorToken }, cancellationToken).ConfigureAwait(false));

    /// <summary>Ends the motion and gives the lease back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _moving.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task MoveAsync(MqttRobotLink link)
    {
        await using (link.ConfigureAwait(false))
        {
            try
            {
                await link.ArmAsync(_end.Token).ConfigureAwait(false);
                double[] start = link.State!.CommandedRad.ToArray();
                TimeSpan began = link.State.At;
                while (link.State is { Mode: not GateMode.Latched } now)
                {
                    var targets = new List<double>(ActionChunk.Horizon * start.Length);
                    for (int k = 1; k <= ActionChunk.Horizon; k++)
                    {
                        double phase = RadPerS * ((now.At - began).TotalSeconds + (k * ActionChunk.PeriodS));
                        targets.AddRange(start.Select((q, joint) => joint == 0 ? q + (AmplitudeRad * (1 - Math.Cos(phase))) : q));
                    }

                    await link.SendAsync(new ActionChunk([.. targets], now.At), "swing", _end.Token).ConfigureAwait(false);
                    await Task.Delay(Period, TimeProvider.System, _end.Token).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or BrokerException)
            {
                // The end was asked for, or the robot was stopped before it was armed.
            }
        }
    }
}
