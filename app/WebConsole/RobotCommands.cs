using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.App.WebConsole;

/// <summary>What a person at the console can make the robot do: stop, clear a latch, begin a task. Any thread.</summary>
/// <param name="link">Connection to the broker.</param>
/// <param name="topics">The robot's.</param>
/// <param name="feed">Says what came of it.</param>
/// <param name="notice">Is told how far a stop is.</param>
internal sealed class RobotCommands(MqttLink link, Topics topics, RobotFeed feed, Action<StopNotice> notice)
{
    private static readonly TimeSpan RepeatEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private long _stops;

    /// <summary>Asks for a stop at once, and again ten times a second until a state says latched.</summary>
    /// <param name="reason">For the log and the operator.</param>
    /// <returns>Whether it was confirmed within 5 s, and after what time.</returns>
    /// <remarks>Goes on when the browser that asked has gone.</remarks>
    public async Task<StopNotice> StopAsync(string reason)
    {
        long start = Stopwatch.GetTimestamp(), number = Interlocked.Increment(ref _stops), before = feed.State?.Number ?? 0;
        byte[] request = CommandCodec.Write(new StopRequest(topics.Robot, reason));
        Task<bool> latched = feed.WaitForAsync(s => s.Number != before && s.Mode == GateMode.Latched, Patience, CancellationToken.None);
        bool isTold = false;
        do
        {
            using var patience = new CancellationTokenSource(RepeatEvery);
            await link.PublishAsync(topics.Stop, request, patience.Token).ConfigureAwait(false);
            if (!isTold)
                notice(new StopNotice(number, StopNotice.Sent, Since(start)));
            isTold = true;
            await Task.WhenAny(latched, Task.Delay(RepeatEvery, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        }
        while (!latched.IsCompleted);

        var end = new StopNotice(number, await latched.ConfigureAwait(false) ? StopNotice.Latched : StopNotice.Unconfirmed, Since(start));
        notice(end);
        return end;
    }

    /// <summary>Asks the driver host to clear its latch.</summary>
    /// <param name="operatorToken">What the driver host was started with.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when the latch is cleared, else why not.</returns>
    public async Task<string?> ResetAsync(string operatorToken, CancellationToken cancellationToken)
    {
        if (feed.State is not { Mode: GateMode.Latched })
            return $"There is no latch to clear; the robot is {feed.State?.Mode.ToString() ?? "not there"}.";
        if (!await link.PublishAsync(topics.Reset, CommandCodec.Write(new ResetRequest(topics.Robot, operatorToken)), cancellationToken).ConfigureAwait(false))
            return "The broker cannot be reached; the latch stays.";
        return await feed.WaitForAsync(s => s.Mode != GateMode.Latched, Patience, cancellationToken).ConfigureAwait(false)
            ? null : "The driver host did not clear its latch; the gate's messages say why. Its operator token and this console's have to be the same.";
    }

    /// <summary>Sends a task to the run process.</summary>
    /// <returns>False when the broker cannot be reached.</returns>
    public Task<bool> BeginAsync(string words, CancellationToken cancellationToken) =>
        link.PublishAsync(topics.Goal, CommandCodec.Write(new GoalRequest(topics.Robot, words)), cancellationToken);

    private static double Since(long start) => Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 1);
}
