using System.Buffers.Binary;
using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.App.WebConsole;

/// <summary>What the robot sends, turned into what browsers get. Runs on the connection's thread and never waits.</summary>
internal sealed class RobotFeed
{
    /// <summary>Bytes before the JPEG in a picture message: camera number, picture number and capture time, the last two as float64.</summary>
    public const int PictureHeader = 24;

    private static readonly TimeSpan ViewPeriod = TimeSpan.FromMilliseconds(29);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(1);

    private readonly string _robot;
    private readonly IReadOnlyList<string> _cameras;
    private readonly ConsoleHub _hub;
    private readonly RateMeter _rate = new();
    private volatile RobotState? _state;
    private volatile StatusMessage? _status;
    private CommandHeader _chunk;
    private TimeSpan _shownAt;
    private long _heardAt;

    /// <summary>Registers for all that the robot sends; before the link is started.</summary>
    public RobotFeed(MqttLink link, Topics topics, IReadOnlyList<string> cameras, ConsoleHub hub)
    {
        _robot = topics.Robot;
        _cameras = cameras;
        _hub = hub;
        link.Subscribe(topics.State, OnState);
        link.Subscribe(topics.Chunk, OnChunk);
        link.Subscribe(topics.GateEvent, m => Read<GateEventMessage>(m, hub.Tell));
        link.Subscribe(topics.FaultEvent, m => Read<FaultMessage>(m, hub.Tell));
        link.Subscribe(topics.PlanEvent, m => Read<PlanMessage>(m, hub.Tell));
        link.Subscribe(topics.Status, m => Read<StatusMessage>(m, status => hub.Tell(_status = status)));
        for (int i = 0; i < cameras.Count; i++)
        {
            int camera = i;
            link.Subscribe(topics.Camera(cameras[i]), m => OnPicture(m, camera));
        }
    }

    /// <summary>Returns whether the robot can be reached.</summary>
    /// <param name="broker">Whether the broker answers.</param>
    public RobotHealth Health(bool broker)
    {
        bool hears = _state is not null && Stopwatch.GetElapsedTime(Interlocked.Read(ref _heardAt)) < Silence;
        return new RobotHealth(broker, hears ? RobotHealth.Online
            : _status?.Status == "offline" ? RobotHealth.Offline
            : _state is null ? RobotHealth.Unknown : RobotHealth.Silent);
    }

    private static void Read<T>(MqttMessage message, Action<T> take)
        where T : class
    {
        if (EventJson.TryRead<T>(message.Payload) is { } read)
            take(read);
    }

    private void OnState(MqttMessage message)
    {
        if (!StateCodec.TryRead(message.Payload, _robot, out RobotState? state, out _))
            return;
        Interlocked.Exchange(ref _heardAt, Stopwatch.GetTimestamp());
        _rate.Note();
        GateMode? before = _state?.Mode;
        _state = state;
        // A driver host that was started again begins at an earlier time.
        if (state.At >= _shownAt && state.At < _shownAt + ViewPeriod && state.Mode == before)
            return;
        _shownAt = state.At;
        bool plays = state.Mode == GateMode.Running && _chunk.Lease == state.Lease;
        _hub.ShowState(new StateView(
            "state", state.Number, state.At.TotalSeconds, state.Mode.ToString(), Rounded(state.PositionsRad), Rounded(state.CommandedRad), Rounded(state.EffortsNm),
            Math.Round(_rate.PerSecond(), 1), plays ? Math.Round((state.At - _chunk.ObservedAt).TotalSeconds, 3) : null));
    }

    private void OnChunk(MqttMessage message)
    {
        if (CommandCodec.TryReadChunk(message.Payload, out CommandHeader header, out _, out _))
            _chunk = header;
    }

    private void OnPicture(MqttMessage message, int camera)
    {
        if (!FrameCodec.TryReadEncoded(message.Payload, _robot, out EncodedPicture? picture, out _) || picture.Camera != _cameras[camera])
            return;
        byte[] bytes = new byte[PictureHeader + picture.Jpeg.Length];
        bytes[0] = (byte)camera;
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(8), picture.Number);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(16), picture.CapturedAt.TotalSeconds);
        picture.Jpeg.Span.CopyTo(bytes.AsSpan(PictureHeader));
        _hub.ShowPicture(camera, bytes);
    }

    // A tenth of a milliradian is finer than anybody sees.
    private static double[] Rounded(ReadOnlyMemory<double> values) => [.. values.ToArray().Select(v => Math.Round(v, 4))];
}
