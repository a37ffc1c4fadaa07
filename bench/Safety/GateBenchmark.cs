using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Safety.Gate;

namespace DexGrasp.Bench.Safety;

/// <summary>Measures how long the safety gate takes for one command and for one chunk; every call is timed by itself.</summary>
public sealed class GateBenchmark
{
    private const int MostValues = 1_000_000;
    private const int VetsPerChunk = 100;
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private readonly SafetyGate _gate = new(Rm75.Model, new SafetyGateOptions());
    private readonly Guid _lease = Guid.NewGuid();
    private readonly Random _random = new(1);
    private readonly double[] _wanted = Rm75.Model.HomeRad.ToArray();
    private readonly double[] _measured = Rm75.Model.HomeRad.ToArray();
    private readonly double[] _vetUs = new double[MostValues];
    private readonly double[] _admitUs = new double[MostValues / VetsPerChunk];
    private TimeSpan _now = TimeSpan.FromSeconds(1);
    private long _vetBytes;

    private GateBenchmark()
    {
        _gate.Supervisor.Arm(_lease);
        _gate.Vet([], _measured, _now, out _);
    }

    /// <summary>Vets commands that are half near and half far outside the limits, and judges a full chunk for every 100 of them.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early; rows are made from what was measured by then.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken)
    {
        new GateBenchmark().Measure(200, TimeSpan.MaxValue, cancellationToken);
        var benchmark = new GateBenchmark();
        int rounds = benchmark.Measure(benchmark._admitUs.Length, duration, cancellationToken);
        int vets = rounds * VetsPerChunk;
        return
        [
            BenchmarkRow.FromValues("gate.vet", "us", benchmark._vetUs.AsSpan(0, vets)),
            BenchmarkRow.FromValues("gate.vet.allocated", "bytes/call", [(double)benchmark._vetBytes / vets]),
            BenchmarkRow.FromValues("gate.admit", "us", benchmark._admitUs.AsSpan(0, rounds)),
        ];
    }

    private int Measure(int mostRounds, TimeSpan duration, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        int round = 0;
        do
        {
            _admitUs[round] = Admit(round + 1);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < VetsPerChunk; k++)
                _vetUs[(round * VetsPerChunk) + k] = Vet(k % 2 == 0 ? 0.02 : 3);
            _vetBytes += GC.GetAllocatedBytesForCurrentThread() - before;
            round++;
        }
        while (round < mostRounds && Stopwatch.GetElapsedTime(started) < duration && !cancellationToken.IsCancellationRequested);
        return round;
    }

    private double Admit(long sequence)
    {
        double[] targets = new double[ActionChunk.Horizon * RobotModel.Dof];
        for (int i = 0; i < targets.Length; i++)
            targets[i] = _gate.LastCommandRad[i % RobotModel.Dof];
        var chunk = new ActionChunk(targets, _now);
        var header = new CommandHeader(CommandHeader.CurrentVersion, _gate.Robot.Name, _lease, sequence, _now, TimeSpan.FromSeconds(5), "bench");
        long started = Stopwatch.GetTimestamp();
        Admission admission = _gate.Admit(header, chunk, _now);
        double us = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return admission.Accepted ? us : throw new InvalidOperationException($"The gate refused the benchmark's own chunk: {admission.Words}");
    }

    private double Vet(double spreadRad)
    {
        for (int i = 0; i < _wanted.Length; i++)
            _wanted[i] = _gate.LastCommandRad[i] + ((_random.NextDouble() - 0.5) * spreadRad);
        _gate.LastCommandRad.CopyTo(_measured);
        _now += Period;
        long started = Stopwatch.GetTimestamp();
        bool sent = _gate.Vet(_wanted, _measured, _now, out _) is not null;
        double us = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        return sent ? us : throw new InvalidOperationException($"The gate sent nothing: {_gate.Supervisor.Words}");
    }
}
