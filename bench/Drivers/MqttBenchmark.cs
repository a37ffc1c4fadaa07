using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.Bench.Drivers;

/// <summary>Measures the way of a full chunk, and of a picture as a head camera sends it, from one client through a broker to another, one at a time.</summary>
public static class MqttBenchmark
{
    private const int MostValues = 200_000;
    private const int WarmUps = 20;

    // A head picture with depth, compressed; the bytes themselves do not matter to a broker.
    private const int PictureBytes = 500_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Measures the embedded broker, beside Mosquitto where that is installed.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken) =>
        RunAsync(duration, cancellationToken).GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<BenchmarkRow>> RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        using MosquittoProcess? mosquitto = await MosquittoProcess.TryStartAsync(cancellationToken).ConfigureAwait(false);
        await using EmbeddedBroker broker = await EmbeddedBroker.StartAsync(port: 0).ConfigureAwait(false);
        var topics = new Topics(Rm75.Model.Name);
        var lease = Guid.NewGuid();
        var chunk = new ActionChunk(new double[ActionChunk.Horizon * RobotModel.Dof], TimeSpan.FromSeconds(1));
        byte[] picture = new byte[PictureBytes];
        (string Name, Topic Topic, Func<long, byte[]> Write, Func<MqttMessage, bool> Read)[] kinds =
        [
            ("mqtt.chunk", topics.Chunk,
                sequence => CommandCodec.Write(new CommandHeader(CommandHeader.CurrentVersion, topics.Robot, lease, sequence, chunk.ObservedAt, TimeSpan.FromSeconds(4), "bench"), chunk),
                message => CommandCodec.TryReadChunk(message.Payload, out _, out _, out _)),
            ("mqtt.picture", topics.Camera("head"), _ => picture, message => message.Payload.Length == PictureBytes),
        ];
        List<BenchmarkRow> rows = [];
        foreach ((string name, Topic topic, Func<long, byte[]> write, Func<MqttMessage, bool> read) in kinds)
        {
            Task<double[]> Measure(BrokerAddress address) => MeasureAsync(address, topic, write, read, duration / (2 * kinds.Length), cancellationToken);
            BenchmarkRow row = BenchmarkRow.FromValues(name, "us", await Measure(broker.Address).ConfigureAwait(false));
            if (mosquitto is null)
            {
                rows.Add(row);
                continue;
            }

            BenchmarkRow beside = BenchmarkRow.FromValues($"{name} (mosquitto)", "us", await Measure(mosquitto.Address).ConfigureAwait(false));
            rows.AddRange([row with { Baseline = "mosquitto", Ratio = row.P50 / beside.P50 }, beside]);
        }

        return rows;
    }

    private static async Task<double[]> MeasureAsync(
        BrokerAddress broker, Topic topic, Func<long, byte[]> write, Func<MqttMessage, bool> read, TimeSpan duration, CancellationToken cancellationToken)
    {
        await using var sender = new MqttLink(broker, "dexgrasp-bench-sender");
        await using var receiver = new MqttLink(broker, "dexgrasp-bench-receiver");
        using var arrived = new SemaphoreSlim(0);
        receiver.Subscribe(topic, message =>
        {
            if (read(message))
                arrived.Release();
        });
        await sender.StartAsync(cancellationToken).ConfigureAwait(false);
        await receiver.StartAsync(cancellationToken).ConfigureAwait(false);

        double[] tripsUs = new double[MostValues];
        int n = 0;
        long started = Stopwatch.GetTimestamp();
        for (long sequence = 1; n < MostValues && (n == 0 || Stopwatch.GetElapsedTime(started) < duration); sequence++)
        {
            long sentAt = Stopwatch.GetTimestamp();
            await sender.PublishAsync(topic, write(sequence), cancellationToken).ConfigureAwait(false);
            if (!await arrived.WaitAsync(Patience, cancellationToken).ConfigureAwait(false))
                throw new InvalidOperationException($"Message {sequence} on {topic.Name} did not come through the broker at {broker} within {Patience.TotalSeconds} s.");
            if (sequence > WarmUps)
                tripsUs[n++] = Stopwatch.GetElapsedTime(sentAt).TotalMicroseconds;
        }

        return tripsUs[..n];
    }
}
