using DexGrasp.Core.Control;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Host;
using DexGrasp.Safety.Gate;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Tests.Sim.Experts;

/// <summary>Lets the expert drive a world through playout and safety gate, without cameras.</summary>
internal sealed class ExpertRig
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private readonly SimulatedWorld _world;
    private readonly JointBoard _board;
    private readonly LockStepClock _clock;
    private readonly DriverLoop _loop;
    private long _sequence;

    public ExpertRig(SimulatedWorld world)
    {
        _world = world;
        _board = new JointBoard(world);
        _clock = new LockStepClock(Period) { Now = world.Now };
        _loop = new DriverLoop(world.Robot, new SimulatedArm(_board), new SimulatedHand(_board), _clock, new SafetyGateOptions { TickPeriod = Period }, null);
        _loop.Tick();
        _loop.Arm(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));
        Expert = new GraspExpert(world);
    }

    public GraspExpert Expert { get; }

    public List<ActionChunk> Chunks { get; } = [];

    public long Refused => _loop.Gate.Counts.Refused;

    public RobotState State => _loop.Snapshot();

    public TimeSpan Now => _clock.Now;

    /// <summary>Runs until the condition holds; false when the time is over or the expert fails first.</summary>
    public bool Run(double seconds, Func<bool> done)
    {
        TimeSpan end = Now + TimeSpan.FromSeconds(seconds), next = Now;
        while (Now < end)
        {
            if (Now >= next)
            {
                ControllerStep step = Expert.Act(State);
                if (step.Status == ControllerStatus.Failed)
                    return done();
                Chunks.Add(step.Chunk);
                var header = new CommandHeader(
                    CommandHeader.CurrentVersion, _world.Robot.Name, _loop.Gate.Supervisor.Lease, ++_sequence, step.Chunk.ObservedAt, TimeSpan.FromSeconds(3.5), "expert");
                _loop.Offer(header, step.Chunk);
                next = Now + step.ObserveAgainAfter;
            }

            _board.Advance(Period);
            _clock.Now += Period;
            _loop.Tick();
            if (done())
                return true;
        }

        return false;
    }
}
