using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Bench.Drivers;

/// <summary>Measures the way of a full chunk from one client through a broker to another, encoded and decoded as in use, one at a time.</summary>
public static class MqttBenchmark
{
    private const int MostValues = 200_000;
    private const int WarmUps = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Measures the embedded broker, beside Mosquitto where that is installed.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(duration, cancellationToken).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<BenchmarkRow>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using MosquittoProcess? mosquitto = await MosquittoProcess.TryStartAsync(cancellationToken).ConfigureAwait(false);
        double[]? beside = mosquitto is null ? null : await MeasureAsync(mosquitto.Address, duration / 2, cancellationToken).ConfigureAwait(false);
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(port: 0).ConfigureAwait(false);
        double[] embedded = await MeasureAsync(broker.Address, duration / 2, cancellationToken).ConfigureAwait(false);

        BenchmarkRow row = BenchmarkRow.FromValues("mqtt.chunk", "us", embedded);
        if (beside is null)
            return [row];
        BenchmarkRow baseline = BenchmarkRow.FromValues("mqtt.chunk (mosquitto)", "us", beside);
        return [row with { Baseline = "mosquitto", Ratio = row.P50 / baseline.P50 }, baseline];
    }

    private static async Task<double[]> MeasureAsync(BrokerAddress broker, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var sender = new MqttLink(broker, "dexgrasp-bench-sender");
        await using var receiver = new MqttLink(broker, "dexgrasp-bench-receiver");
        var topics = new Topics(Rm75.Model.Name);
        using var arrived = new SemaphoreSlim(0);
        long received = 0;
        receiver.Subscribe(topics.Chunk, message =>
        {
            if (CommandCodec.TryReadChunk(message.Payload, out CommandHeader header, out _, out _))
                Interlocked.Exchange(ref received, header.Sequence);
            arrived.Release();
        });
        await sender.StartAsync(cancellationToken).ConfigureAwait(false);
        await receiver.StartAsync(cancellationToken).ConfigureAwait(false);

        var chunk = new ActionChunk(new double[ActionChunk.Horizon * RobotModel.Dof], TimeSpan.FromSeconds(1));
        var lease = Guid.NewGuid();
        double[] tripsUs = new double[MostValues];
        int n = 0;
        long started = Stopwatch.GetTimestamp();
        for (long sequence = 1; n < MostValues && (n == 0 || Stopwatch.GetElapsedTime(started) < duration); sequence++)
        {
            long sentAt = Stopwatch.GetTimestamp();
            var header = new CommandHeader(CommandHeader.CurrentVersion, topics.Robot, lease, sequence, chunk.ObservedAt, TimeSpan.FromSeconds(4), "bench");
            await sender.PublishAsync(topics.Chunk, CommandCodec.Write(header, chunk), cancellationToken).ConfigureAwait(false);
            if (!await arrived.WaitAsync(Patience, cancellationToken).ConfigureAwait(false) || Interlocked.Read(ref received) != sequence)
                throw new InvalidOperationException($"Chunk {sequence} did not come through the broker at {broker} within {Patience.TotalSeconds} s.");
            if (sequence > WarmUps)
                tripsUs[n++] = Stopwatch.GetElapsedTime(sentAt).TotalMicroseconds;
        }

        return tripsUs[..n];
    }
}
