using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Link;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// A simulated robot without MQTT, threads or wall clock: the same playout, gate and devices as on a robot, ticked by the
/// caller. The simulation advances exactly to the time that is asked for, and the pictures are of that time. The same world,
/// seeds and chunks give the same bits. Used for evaluation and training, one link a worker thread.
/// </summary>
public sealed class LockStepLink : IRobotLink
{
    private static readonly TimeSpan PlayMargin = TimeSpan.FromMilliseconds(500);
    private readonly LockStepOptions _options;
    private readonly JointBoard _board;
    private readonly LockStepClock _clock;
    private readonly CameraSensor _sensor;
    private readonly Random _leases;
    private readonly TimeSpan _maxValidFor;
    private Observation? _seen;
    private CommandHeader _pendingHeader;
    private ActionChunk? _pending;
    private TimeSpan _acceptAt;
    private long _sequence;

    /// <summary>Makes a link and does the first tick, disarmed.</summary>
    /// <param name="world">Stays the caller's to dispose of, after the link. Nobody else may step it.</param>
    /// <param name="options">Default: 100 Hz, 30 ms inference delay, cameras as real ones.</param>
    /// <exception cref="Rendering.RenderingUnavailableException">This machine cannot draw.</exception>
    public LockStepLink(SimulatedWorld world, LockStepOptions? options = null)
    {
        _options = options ?? new LockStepOptions();
        if (_options.Period <= TimeSpan.Zero || _options.Period.Ticks % world.Step.Ticks != 0)
            throw new ArgumentException($"A tick of {_options.Period.TotalMilliseconds} ms is no whole number of physics steps of {world.Step.TotalMilliseconds} ms.", nameof(options));
        if (_options.InferenceDelay < TimeSpan.Zero)
            throw new ArgumentException($"An inference delay of {_options.InferenceDelay.TotalMilliseconds} ms is negative.", nameof(options));
        World = world;
        _board = new JointBoard(world);
        _clock = new LockStepClock(_options.Period) { Now = world.Now };
        _leases = new Random(unchecked((int)_options.Sensors.Seed));
        SafetyGateOptions gate = _options.Gate(_options.Period);
        _maxValidFor = gate.MaxValidFor;
        Loop = new DriverLoop(world.Robot, new SimulatedArm(_board), new SimulatedHand(_board), _clock, gate, _options.Loop);
        _sensor = new CameraSensor(world, _options.Sensors);
        Loop.Tick();
    }

    /// <summary>Gets the world.</summary>
    public SimulatedWorld World { get; }

    /// <summary>Gets the driver loop, for its gate's counts and its events.</summary>
    public DriverLoop Loop { get; }

    /// <summary>Gets the simulated time.</summary>
    public TimeSpan Now => _clock.Now;

    /// <summary>Gets or sets what is called after every tick: judges and recorders. It must not step the world.</summary>
    public Action? AfterTick { get; set; }

    /// <summary>Gets or sets whether the head camera is stuck: it then repeats its last picture, with that picture's number, time and joint state. Default: false.</summary>
    public bool HeadIsFrozen { get; set; }

    /// <inheritdoc/>
    public Task ArmAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Span<byte> bytes = stackalloc byte[16];
        _leases.NextBytes(bytes);
        SupervisorAnswer answer = Loop.Arm(new Guid(bytes));
        if (!answer.Accepted)
            throw new InvalidOperationException(answer.Words);
        _sequence = 0;
        _pending = null;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<Observation> ObserveAsync(TimeSpan notBefore, bool looks, CancellationToken cancellationToken)
    {
        while (_clock.Now < notBefore)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Tick();
        }

        cancellationToken.ThrowIfCancellationRequested();
        RobotState state = Loop.Snapshot();
        if (looks || _seen is null)
            _seen = HeadIsFrozen && _seen is not null
                ? _seen with { Wrist = Take("wrist"), WristState = state }
                : new Observation(state, Take("head"), Take("wrist"), state, state);
        return Task.FromResult(_seen with { State = state });
    }

    /// <inheritdoc/>
    /// <remarks>Accepted <see cref="LockStepOptions.InferenceDelay"/> after the chunk's observation; a later chunk replaces one that still waits.</remarks>
    public Task SendAsync(ActionChunk chunk, string controller, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        TimeSpan validFor = TimeSpan.FromSeconds(chunk.Steps * ActionChunk.PeriodS) + PlayMargin;
        _pendingHeader = new CommandHeader(
            CommandHeader.CurrentVersion, World.Robot.Name, Loop.Gate.Supervisor.Lease, ++_sequence, chunk.ObservedAt,
            validFor < _maxValidFor ? validFor : _maxValidFor, controller);
        _pending = chunk;
        _acceptAt = chunk.ObservedAt + _options.InferenceDelay;
        if (_acceptAt <= _clock.Now)
            Offer();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(string reason, CancellationToken cancellationToken)
    {
        _pending = null;
        Loop.Stop(reason);
        return Task.CompletedTask;
    }

    /// <summary>Takes an extra picture of the present instant, for films and reports. The run does not depend on it.</summary>
    /// <param name="camera">"head", "wrist", "outside" or another of the work cell.</param>
    public CameraFrame Picture(string camera) => _sensor.Take(camera, World.Data, _clock.Now, counted: false);

    /// <summary>Returns the pixels of an object at the present instant. Ground truth, for data collection alone; the run does not depend on it.</summary>
    /// <param name="camera">"head", "wrist", "outside" or another of the work cell.</param>
    /// <param name="target">Index of the object. Range: 0 to the number of objects - 1.</param>
    public Mask TrueMask(string camera, int target) => _sensor.TrueMask(camera, World.Data, target);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _sensor.Dispose();
        return ValueTask.CompletedTask;
    }

    private CameraFrame Take(string camera) =>
        _options.DrawsPictures ? _sensor.Take(camera, World.Data, _clock.Now) : _sensor.Black(camera, _clock.Now);

    private void Tick()
    {
        _board.Advance(_options.Period);
        _clock.Now += _options.Period;
        if (_pending is not null && _acceptAt <= _clock.Now)
            Offer();
        Loop.Tick();
        AfterTick?.Invoke();
    }

    private void Offer()
    {
        Loop.Offer(_pendingHeader, _pending!);
        _pending = null;
    }
}
