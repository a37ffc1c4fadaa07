using DexGrasp.Core.Messages;
using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;
using Xunit;

namespace DexGrasp.Tests.Safety.Supervision;

/// <summary>Tries every order of events until no new state appears, so that the rules hold for sequences of any length.</summary>
public sealed class SupervisorExplorationTests
{
    private const string Token = "the operator";
    private static readonly Guid LeaseA = new("00000000-0000-0000-0000-00000000000a");
    private static readonly Guid LeaseB = new("00000000-0000-0000-0000-00000000000b");
    private static readonly TimeSpan Ms = TimeSpan.FromMilliseconds(1);

    private enum Event
    {
        ArmA, ArmB, ArmBAsOperator, ArmEmpty, ReleaseA, ReleaseB, ChunkA, ChunkB, ChunkEmpty,
        TickTarget, TickNone, TickNoneMoving, TickTargetMoving, TickCompleted, TickLate, ClockBack,
        Stop, DeviceFault, TrackingError, ResetRight, ResetWrong, ResetEmpty,
    }

    [Fact]
    public void EveryEventSequence_UntilNoNewState_KeepsTheRules()
    {
        var start = new Node(new Supervisor(new SafetyGateOptions { OperatorToken = Token }), Ms * 1000, new Ghost());
        start.Supervisor.Tick(start.Now, hasTarget: false, standing: true, completed: false);
        var seen = new HashSet<object> { start.Key() };
        var queue = new Queue<(Node Node, int Depth)>([(start, 0)]);
        int depth = 0;
        var modes = new HashSet<GateMode>();
        while (queue.TryDequeue(out (Node Node, int Depth) next))
        {
            depth = Math.Max(depth, next.Depth);
            modes.Add(next.Node.Supervisor.Mode);
            foreach (Event e in Enum.GetValues<Event>())
            {
                Node after = next.Node.After(e);
                if (seen.Add(after.Key()))
                    queue.Enqueue((after, next.Depth + 1));
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{seen.Count} states, depth {depth}");
        Assert.Equal(Enum.GetValues<GateMode>().Length, modes.Count);
        Assert.True(depth >= 8, $"explored to depth {depth} only");
        Assert.True(seen.Count > 1000, $"{seen.Count} states only");
    }

    /// <summary>What an onlooker knows from the events alone.</summary>
    private sealed record Ghost
    {
        public bool StopPending { get; init; }

        public bool Latched { get; init; }

        public Guid Granted { get; init; }

        public string EverGranted { get; init; } = "";

        public bool HasChunk { get; init; }

        public TimeSpan Gap { get; init; }
    }

    private sealed record Node(Supervisor Supervisor, TimeSpan Now, Ghost Ghost)
    {
        private static readonly TimeSpan LongGap = Ms * 600;

        // Beyond the latch no threshold is left, so that longer gaps are the same state.
        public object Key()
        {
            var key = Supervisor.Fingerprint(Now);
            return (key with { SinceTarget = key.SinceTarget > LongGap ? LongGap : key.SinceTarget }, Ghost with { Gap = Ghost.Gap > LongGap ? LongGap : Ghost.Gap });
        }

        public Node After(Event e)
        {
            Supervisor copy = Supervisor.Copy();
            return e switch
            {
                Event.ArmA => Arm(copy, LeaseA, ""),
                Event.ArmB => Arm(copy, LeaseB, ""),
                Event.ArmBAsOperator => Arm(copy, LeaseB, Token),
                Event.ArmEmpty => Arm(copy, Guid.Empty, Token),
                Event.ReleaseA => Release(copy, LeaseA),
                Event.ReleaseB => Release(copy, LeaseB),
                Event.ChunkA => Chunk(copy, LeaseA),
                Event.ChunkB => Chunk(copy, LeaseB),
                Event.ChunkEmpty => Chunk(copy, Guid.Empty),
                Event.TickTarget => Tick(copy, Ms * 10, target: true, standing: true, completed: false),
                Event.TickTargetMoving => Tick(copy, Ms * 10, target: true, standing: false, completed: false),
                Event.TickNone => Tick(copy, Ms * 10, target: false, standing: true, completed: false),
                Event.TickNoneMoving => Tick(copy, Ms * 10, target: false, standing: false, completed: false),
                Event.TickCompleted => Tick(copy, Ms * 10, target: false, standing: true, completed: true),
                Event.TickLate => Tick(copy, Ms * 40, target: true, standing: false, completed: false),
                Event.ClockBack => Tick(copy, Ms * -10, target: true, standing: false, completed: false),
                Event.Stop => Stop(copy, copy.Stop("test")),
                Event.DeviceFault => Stop(copy, copy.DeviceFault("test")),
                Event.TrackingError => Stop(copy, copy.TrackingError("test")),
                Event.ResetRight => Reset(copy, Token),
                Event.ResetWrong => Reset(copy, "somebody"),
                _ => Reset(copy, ""),
            };
        }

        private Node Arm(Supervisor copy, Guid lease, string token)
        {
            bool granted = copy.Arm(lease, token).Accepted;
            if (lease == Guid.Empty || Ghost.Latched || Ghost.StopPending)
                Assert.True(!granted || lease == Ghost.Granted, "armed with no lease, or while stopped");
            bool another = Ghost.Granted != Guid.Empty && lease != Ghost.Granted;
            if (granted && another)
                Assert.True(Supervisor.Mode == GateMode.Armed && token == Token, "a lease was taken from its holder");
            bool isNew = granted && lease != Ghost.Granted;
            if (isNew)
                Assert.False(Ghost.EverGranted.Contains(lease.ToString(), StringComparison.Ordinal), "a lease was granted twice");
            return isNew ? new Node(copy, Now, Ghost with { Granted = lease, EverGranted = Ghost.EverGranted + lease, HasChunk = false }) : new Node(copy, Now, Ghost);
        }

        private Node Release(Supervisor copy, Guid lease)
        {
            bool released = copy.Release(lease).Accepted;
            if (released)
                Assert.True(lease == Ghost.Granted && Supervisor.Mode == GateMode.Armed);
            return new Node(copy, Now, released ? Ghost with { Granted = Guid.Empty, HasChunk = false } : Ghost);
        }

        private Node Chunk(Supervisor copy, Guid lease)
        {
            bool admitted = copy.ChunkAdmitted(lease, Now);
            if (admitted)
                Assert.True(lease == Ghost.Granted && lease != Guid.Empty && !Ghost.StopPending && !Ghost.Latched, "a chunk was admitted on a stale lease or while stopped");
            return new Node(copy, Now, admitted ? Ghost with { HasChunk = true, Gap = TimeSpan.Zero } : Ghost);
        }

        private Node Stop(Supervisor copy, SupervisorAnswer answer)
        {
            Assert.True(answer.Accepted);
            Assert.True(copy.Mode is GateMode.Braking or GateMode.Latched);
            bool latched = copy.Mode == GateMode.Latched;
            return new Node(copy, Now, Ghost with { StopPending = true, Latched = latched, Granted = latched ? Guid.Empty : Ghost.Granted, HasChunk = false });
        }

        private Node Reset(Supervisor copy, string token)
        {
            bool done = copy.Reset(token).Accepted;
            Assert.Equal(Supervisor.Mode == GateMode.Latched && token == Token, done);
            if (!done)
                Assert.Equal(Supervisor.Mode, copy.Mode);
            return new Node(copy, Now, done ? new Ghost { EverGranted = Ghost.EverGranted } : Ghost);
        }

        private Node Tick(Supervisor copy, TimeSpan step, bool target, bool standing, bool completed)
        {
            GateOrder order = copy.Tick(Now + step, target, standing, completed);
            TimeSpan gap = target ? TimeSpan.Zero : Ghost.Gap + step;
            bool stopPending = Ghost.StopPending || step < TimeSpan.Zero;
            if (Ghost.Latched)
                Assert.True(order == GateOrder.Silent && copy.Mode == GateMode.Latched, "something moved while latched");
            if (order == GateOrder.Follow)
            {
                Assert.True(copy.Lease == Ghost.Granted && copy.Lease != Guid.Empty && Ghost.HasChunk, "followed without lease and chunk");
                Assert.True(!stopPending, "followed after a stop");
                Assert.True(gap <= Ms * 50, $"followed {gap.TotalMilliseconds} ms after the last target");
                Assert.True(step <= Ms * 30, "followed in a late tick");
            }

            if (Ghost.HasChunk && gap > Ms * 100 && !completed)
                Assert.True(order is GateOrder.Brake or GateOrder.Silent || copy.Mode == GateMode.Armed, $"{order} {gap.TotalMilliseconds} ms after the last target");
            if (copy.Mode == GateMode.Running)
                Assert.True(gap <= Ms * 100);
            if (copy.Mode == GateMode.Braking && standing)
                Assert.True(gap <= Ms * 500 && !stopPending, "a stop did not latch at rest");
            bool latched = copy.Mode == GateMode.Latched;
            if (latched)
                Assert.True(standing || Supervisor.Mode is GateMode.Latched or GateMode.Armed or GateMode.Disarmed, "latched while moving");
            if (stopPending)
                Assert.True(copy.Mode is GateMode.Braking or GateMode.Latched, "a stop was forgotten");
            return new Node(copy, Now + step, Ghost with
            {
                StopPending = stopPending || latched,
                Latched = latched,
                Granted = latched ? Guid.Empty : Ghost.Granted,
                HasChunk = Ghost.HasChunk && copy.Mode is not (GateMode.Latched or GateMode.Armed),
                Gap = gap,
            });
        }
    }
}
