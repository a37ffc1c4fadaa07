using System.Diagnostics;
using System.Runtime.InteropServices;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Bench.Physics;

/// <summary>
/// Measures physics steps through the bridge, turn by turn with a C program that does the same steps from the same state;
/// that both end in the same bits is checked in every turn. Rates are per second of processor time of the stepping thread,
/// so that other work on the machine weighs on neither side; single steps are timed by the clock on the wall.
/// </summary>
public static class PhysicsBenchmark
{
    private const int StepsPerTurn = 1000;
    private const int MostTurns = 500;

    /// <summary>Runs turns until the time is used up, at least three.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early, after at least one turn.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken)
    {
        using BenchScene scene = BenchScene.Make();
        using CStepRate? c = CStepRate.TryStart(scene, out string reason);
        double[] stepUs = new double[MostTurns * StepsPerTurn];
        var rates = new List<double>();
        var cRates = new List<double>();
        Turn(scene, stepUs.AsSpan(0, StepsPerTurn), out ulong expected, out _);
        c?.Run(StepsPerTurn);

        long started = Stopwatch.GetTimestamp(), bytes = 0;
        do
        {
            // The order changes with each turn, so that neither side always runs on the warmer machine.
            if (rates.Count % 2 == 0)
                MeasureC();
            TimeSpan taken = Turn(scene, stepUs.AsSpan(rates.Count * StepsPerTurn, StepsPerTurn), out ulong hash, out long allocated);
            Require(hash, expected, "repeat itself");
            rates.Add(StepsPerTurn / taken.TotalSeconds);
            bytes += allocated;
            if (rates.Count % 2 == 0)
                MeasureC();
        }
        while (rates.Count < MostTurns && (rates.Count < 3 || Stopwatch.GetElapsedTime(started) < duration) && !cancellationToken.IsCancellationRequested);

        int steps = rates.Count * StepsPerTurn;
        var rows = new List<BenchmarkRow>
        {
            BenchmarkRow.FromValues("physics.step", "us", stepUs.AsSpan(0, steps)),
            BenchmarkRow.FromValues("physics.step.allocated", "bytes/call", [(double)bytes / steps]),
        };
        if (cRates.Count == 0)
        {
            rows.Add(BenchmarkRow.FromValues("physics.rate", "steps/s", CollectionsMarshal.AsSpan(rates), $"no C program: {reason}"));
            return rows;
        }

        BenchmarkRow baseline = BenchmarkRow.FromValues("physics.rate.c", "steps/s", CollectionsMarshal.AsSpan(cRates));
        BenchmarkRow row = BenchmarkRow.FromValues("physics.rate", "steps/s", CollectionsMarshal.AsSpan(rates));
        rows.Add(row with { Baseline = $"C, MuJoCo {MujocoLibrary.Version}, same bits", Ratio = row.P50 / baseline.P50 });
        rows.Add(baseline);
        return rows;

        void MeasureC()
        {
            if (c is null)
                return;
            (TimeSpan taken, ulong hash) = c.Run(StepsPerTurn);
            Require(hash, expected, "end in the same state as the C program");
            cRates.Add(StepsPerTurn / taken.TotalSeconds);
        }
    }

    private static TimeSpan Turn(BenchScene scene, Span<double> stepUs, out ulong hash, out long allocated)
    {
        MujocoData data = scene.Data;
        data.Reset();
        scene.StartQpos.CopyTo(data.Qpos);
        Span<double> controls = data.Ctrl;
        ReadOnlySpan<double> start = scene.BaseControls;
        double microsecondsPerTick = 1e6 / Stopwatch.Frequency;
        long before = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan begin = ProcessorTime.OfThisThread;
        long last = Stopwatch.GetTimestamp();
        for (int k = 0; k < stepUs.Length; k++)
        {
            int phase = k % 1000;
            double wave = phase < 500 ? (phase / 250.0) - 1 : 3 - (phase / 250.0);
            for (int i = 0; i < controls.Length; i++)
                controls[i] = start[i] + (0.1 * wave);
            data.Step();
            long now = Stopwatch.GetTimestamp();
            stepUs[k] = (now - last) * microsecondsPerTick;
            last = now;
        }

        TimeSpan taken = ProcessorTime.OfThisThread - begin;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        hash = Hash(Hash(14695981039346656037, data.Qpos), data.Qvel);
        return taken;
    }

    private static ulong Hash(ulong hash, ReadOnlySpan<double> values)
    {
        foreach (byte b in MemoryMarshal.AsBytes(values))
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }

    private static void Require(ulong hash, ulong expected, string what)
    {
        if (hash != expected)
            throw new InvalidOperationException($"The physics does not {what}: hash {hash:x} against {expected:x} after {StepsPerTurn} steps.");
    }
}
