using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Tests.Sim.Devices;

/// <summary>Gets vetted commands from a real gate, since nobody else can make them.</summary>
internal sealed class GatedMotion
{
    private readonly RobotModel _robot;
    private readonly SafetyGate _gate;
    private readonly Guid _lease = new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    private long _sequence;

    public GatedMotion(RobotModel robot)
    {
        _robot = robot;
        _gate = new SafetyGate(robot, new SafetyGateOptions { TrackingErrorRad = 1, TrackingErrorFor = TimeSpan.FromSeconds(1) });
        Assert(_gate.Supervisor.Arm(_lease).Accepted);
    }

    /// <summary>Returns the command for one tick towards a target, as fast as the limits allow.</summary>
    public VettedCommand Towards(ReadOnlySpan<double> targetRad, ReadOnlySpan<double> measuredRad, TimeSpan now)
    {
        if (_sequence == 0)
            Assert(_gate.Vet([], measuredRad, now, out _) is not null);
        if (_sequence == 0 || _sequence % 20 == 0)
        {
            double[] here = _gate.LastCommandRad.ToArray();
            var header = new CommandHeader(CommandHeader.CurrentVersion, _robot.Name, _lease, _sequence + 1, now, TimeSpan.FromSeconds(2), "test");
            Admission admission = _gate.Admit(header, new ActionChunk([.. here, .. here], now), now);
            Assert(admission.Accepted, admission.Words);
        }

        _sequence++;
        return _gate.Vet(targetRad, measuredRad, now, out _) ?? throw new InvalidOperationException(_gate.Supervisor.Words);
    }

    private static void Assert(bool holds, string words = "the gate refused") => Xunit.Assert.True(holds, words);
}
