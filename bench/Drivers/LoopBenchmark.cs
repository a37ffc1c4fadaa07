using System.Diagnostics;
using System.Runtime.InteropServices;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Bench.Drivers;

/// <summary>
/// Measures how regularly the driver host ticks at 100 Hz while chunks come over MQTT, with one busy process for every
/// processor core beside it; where real-time scheduling is permitted, at normal priority as well, for comparison.
/// </summary>
public sealed class LoopBenchmark
{
    private const string Token = "bench";
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ChunkEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);
    private readonly LoopRecorder _recorder;
    private readonly DriverHost _host;
    private readonly MqttLink _operator;
    private readonly BrokerAddress _broker;
    private readonly Topics _topics = new(Rm75.Model.Name);
    private MqttRobotLink? _link;
    private int _resets;

    private LoopBenchmark(DriverHost host, BrokerAddress broker, MqttLink operatorLink)
    {
        _host = host;
        _broker = broker;
        _operator = operatorLink;
        _recorder = new LoopRecorder(host.Loop.States, Period);
    }

    /// <summary>Runs the loop for the given time.</summary>
    /// <param name="duration">How long to measure.</param>
    /// <param name="cancellationToken">Ends the run early; rows are made from what was measured by then.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(duration, cancellationToken).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<BenchmarkRow>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        (IReadOnlyList<BenchmarkRow> rows, bool isRealTime) = await MeasureAsync(duration, new DriverHostOptions().RealTimePriority, cancellationToken).ConfigureAwait(false);
        if (!isRealTime)
            return rows;
        (IReadOnlyList<BenchmarkRow> normal, _) = await MeasureAsync(duration / 4, 0, cancellationToken).ConfigureAwait(false);
        return [.. rows, .. normal];
    }

    private static async Task<(IReadOnlyList<BenchmarkRow> Rows, bool IsRealTime)> MeasureAsync(TimeSpan duration, int realTimePriority, CancellationToken cancellationToken)
    {
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(port: 0).ConfigureAwait(false);
        var ticks = new RealTimeTickSource(Period);
        using var robot = new InstantRobot(ticks);
        var gate = new SafetyGateOptions { TickPeriod = Period, OperatorToken = Token };
        var options = new DriverHostOptions { Broker = broker.Address, Gate = gate, RealTimePriority = realTimePriority };
        await using var host = new DriverHost(Rm75.Model, robot, robot, [], ticks, options);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        await using var operatorLink = new MqttLink(broker.Address, "dexgrasp-bench-operator");
        await operatorLink.StartAsync(cancellationToken).ConfigureAwait(false);
        var benchmark = new LoopBenchmark(host, broker.Address, operatorLink);
        var busy = new List<BusyProcess>();
        try
        {
            await benchmark.DriveAsync(WarmUp, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < Environment.ProcessorCount; i++)
                busy.Add(BusyProcess.Start(duration + TimeSpan.FromSeconds(30)));
            benchmark._recorder.Restart();
            benchmark._resets = 0;
            long skippedBefore = ticks.Skipped;
            await benchmark.DriveAsync(duration, cancellationToken).ConfigureAwait(false);
            return (benchmark.Rows(ticks.Skipped - skippedBefore), host.IsRealTime);
        }
        finally
        {
            busy.ForEach(process => process.Dispose());
            await benchmark.HangUpAsync().ConfigureAwait(false);
        }
    }

    private IReadOnlyList<BenchmarkRow> Rows(long skipped)
    {
        string name = _host.IsRealTime ? "loop.real_time" : "loop.normal_priority";
        Span<double> periods = CollectionsMarshal.AsSpan(_recorder.PeriodsMs);
        DurationHistogram work = _host.Statistics.Work;
        return
        [
            BenchmarkRow.FromValues($"{name}.period", "ms", periods),
            new($"{name}.work", "ms", Ms(0.5), Ms(0.99), Ms(0.999), work.Max.TotalMilliseconds, work.Total),
            Count("running_percent", 100.0 * _recorder.Running / periods.Length),
            Count("skipped_ticks", skipped),
            Count("late_over_20ms", _recorder.Missed),
            Count("late_over_20ms_without_stop", _recorder.MissedWithoutStop),
            Count("latched_and_reset", _resets),
        ];

        double Ms(double part) => work.Quantile(part).TotalMilliseconds;

        BenchmarkRow Count(string what, double count) => BenchmarkRow.FromValues($"{name}.{what}", "count", [count]);
    }

    // Sends a chunk every 200 ms; where the machine was too busy even for that and the gate latched, resets and goes on.
    private async Task DriveAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        using var timer = new PeriodicTimer(ChunkEvery);
        while (Stopwatch.GetElapsedTime(started) < duration && !cancellationToken.IsCancellationRequested)
        {
            _recorder.Read();
            if (_recorder.Mode is GateMode.Disarmed or GateMode.Latched)
                await ArmAsync(cancellationToken).ConfigureAwait(false);
            _recorder.Read();
            await _link!.SendAsync(Wave(_recorder.At), "bench", cancellationToken).ConfigureAwait(false);
            await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false);
        }

        _recorder.Read();
    }

    private async Task ArmAsync(CancellationToken cancellationToken)
    {
        await HangUpAsync().ConfigureAwait(false);
        if (_recorder.Mode == GateMode.Latched)
        {
            _resets++;
            await _operator.PublishAsync(_topics.Reset, CommandCodec.Write(new ResetRequest(_topics.Robot, Token)), cancellationToken).ConfigureAwait(false);
        }

        _link = await MqttRobotLink.ConnectAsync(new MqttRobotLinkOptions { Broker = _broker, Robot = _topics.Robot, Client = "bench" }, cancellationToken).ConfigureAwait(false);
        await _link.ArmAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task HangUpAsync()
    {
        if (_link is not null)
            await _link.DisposeAsync().ConfigureAwait(false);
        _link = null;
    }

    // A slow swing of the last arm joint around home, the same function of the host's time in every chunk.
    private static ActionChunk Wave(TimeSpan at)
    {
        double[] targets = new double[ActionChunk.Horizon * RobotModel.Dof];
        for (int step = 0; step < ActionChunk.Horizon; step++)
        {
            Span<double> row = targets.AsSpan(step * RobotModel.Dof, RobotModel.Dof);
            Rm75.Model.HomeRad.Span.CopyTo(row);
            row[6] += 0.2 * Math.Sin(at.TotalSeconds + ((step + 1) * ActionChunk.PeriodS));
        }

        return new ActionChunk(targets, at);
    }
}
