using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;
using Xunit;

namespace DexGrasp.Tests.Safety.Gate;

/// <summary>A gate with a clock, a perfect robot and a lease, so that tests read as what happens.</summary>
internal sealed class GateRig
{
    public const string Token = "operator-token";
    private long _sequence;
    private TimeSpan _renewAt;

    public GateRig(SafetyGateOptions? options = null, RobotModel? robot = null)
    {
        Robot = robot ?? Rm75.Model;
        Options = options ?? new SafetyGateOptions { OperatorToken = Token };
        Gate = new SafetyGate(Robot, Options);
        Measured = Robot.HomeRad.ToArray();
    }

    public RobotModel Robot { get; }

    public SafetyGateOptions Options { get; }

    public SafetyGate Gate { get; }

    public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

    public double[] Measured { get; set; }

    public Guid Lease { get; private set; }

    public GateReport Report { get; private set; }

    public double[] Home => Robot.HomeRad.ToArray();

    public GateRig Arm(int id = 1)
    {
        Lease = new Guid(id, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        Assert.True(Gate.Supervisor.Arm(Lease, Token).Accepted);
        return this;
    }

    public CommandHeader Header(ActionChunk chunk, long? sequence = null) =>
        new(CommandHeader.CurrentVersion, Robot.Name, Lease, sequence ?? ++_sequence, chunk.ObservedAt, TimeSpan.FromSeconds(5), "test");

    /// <summary>Makes a chunk that stays at home, with one number changed.</summary>
    public ActionChunk Chunk(int steps = ActionChunk.Horizon, int joint = -1, int fromStep = 0, double value = 0)
    {
        double[] targets = new double[steps * RobotModel.Dof];
        for (int k = 0; k < steps; k++)
            for (int i = 0; i < RobotModel.Dof; i++)
                targets[(k * RobotModel.Dof) + i] = i == joint && k >= fromStep ? value : Home[i];
        return new ActionChunk(targets, Now);
    }

    public Admission Admit(ActionChunk? chunk = null)
    {
        chunk ??= Chunk();
        return Gate.Admit(Header(chunk), chunk, Now);
    }

    /// <summary>Advances by one period; the robot is where the command put it.</summary>
    public VettedCommand? Tick(ReadOnlySpan<double> wanted)
    {
        Now += Options.TickPeriod;
        VettedCommand? command = Gate.Vet(wanted, Measured, Now, out GateReport report);
        Report = report;
        command?.PositionsRad.CopyTo(Measured);
        return command;
    }

    /// <summary>Keeps a chunk in play for ever, for tests of single commands.</summary>
    public VettedCommand? TickFresh(ReadOnlySpan<double> wanted)
    {
        double[] hold = Gate.LastCommandRad.ToArray();
        if (Report.Mode != GateMode.Running || Now > _renewAt)
        {
            var chunk = new ActionChunk([.. hold, .. hold], Now);
            Gate.Admit(Header(chunk), chunk, Now);
            _renewAt = Now + TimeSpan.FromSeconds(3);
        }

        return Tick(wanted);
    }

    /// <summary>Advances by one period with a measurement of its own; the robot stays where it is.</summary>
    public VettedCommand? Vet(ReadOnlySpan<double> wanted, ReadOnlySpan<double> measured)
    {
        Now += Options.TickPeriod;
        VettedCommand? command = Gate.Vet(wanted, measured, Now, out GateReport report);
        Report = report;
        return command;
    }

    /// <summary>Returns in which direction a joint has more room from home: 1 or -1.</summary>
    public double TowardsMiddle(int joint) =>
        Math.Sign(((Robot.Limits[joint].LowerRad + Robot.Limits[joint].UpperRad) / 2) - Home[joint]);

    /// <summary>Returns a robot whose elbow moves at full speed.</summary>
    public static GateRig Moving(out double[] wanted)
    {
        var rig = new GateRig().Arm();
        rig.Tick([]);
        wanted = rig.Home;
        wanted[3] += 2.5 * rig.TowardsMiddle(3);
        for (int k = 0; k < 40; k++)
            rig.TickFresh(wanted);
        return rig;
    }
}
