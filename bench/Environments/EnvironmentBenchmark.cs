using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using DexGrasp.Bench.Physics;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.Bench.Environments;

/// <summary>
/// Measures control steps of the vector environment on one and on two threads, turn by turn with a C program that does the same
/// physics on as many plain threads; that both end in the same bits is checked. Rates are by the clock on the wall, since sharing
/// out work is what is measured: on a busy machine read the ratios.
/// </summary>
public static class EnvironmentBenchmark
{
    private const int MostTurns = 200;

    /// <summary>Runs turns until the time is used up, at least three.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early, after at least one turn.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken)
    {
        using var run = new RecordedRun();
        using CProgram? c = run.TryStartC(out string reason);
        BoardEnvironment[] one = new BoardEnvironment[RecordedRun.Count], two = new BoardEnvironment[RecordedRun.Count];
        using VectorEnvironment single = run.Make(1, one), pair = run.Make(2, two);
        List<double> singleRates = [], pairRates = [], cSingle = [], cPair = [], scaling = [], cShare = [], cShareSingle = [];
        _ = Measure(single, one, out ulong expected, out _);
        long started = Stopwatch.GetTimestamp(), bytes = 0;
        do
        {
            singleRates.Add(Measure(single, one, out ulong first, out _));
            Require(first, expected);
            cSingle.Add(MeasureC(1));
            pairRates.Add(Measure(pair, two, out ulong second, out long allocated));
            Require(second, expected);
            bytes += allocated;
            cPair.Add(MeasureC(2));
            scaling.Add(pairRates[^1] / singleRates[^1]);
            cShare.Add(pairRates[^1] / cPair[^1]);
            cShareSingle.Add(singleRates[^1] / cSingle[^1]);
        }
        while (scaling.Count < MostTurns && (scaling.Count < 3 || Stopwatch.GetElapsedTime(started) < duration) && !cancellationToken.IsCancellationRequested);

        string baseline = c is null ? $"no C program: {reason}" : $"plain C threads, same bits";
        BenchmarkRow scale = Row("environments.scaling", "x", scaling, "one thread");
        return
        [
            Row("environments.rate.1", "steps/s", singleRates, baseline) with { Ratio = c is null ? null : Median(cShareSingle) },
            Row("environments.rate.2", "steps/s", pairRates, baseline) with { Ratio = c is null ? null : Median(cShare) },
            scale with { Ratio = scale.P50 },
            BenchmarkRow.FromValues("environments.allocated", "bytes/step", [(double)bytes / (scaling.Count * RecordedRun.Periods)]),
        ];

        double MeasureC(int threads)
        {
            if (c is null)
                return double.NaN;
            string[] answer = c.Ask(threads.ToString(CultureInfo.InvariantCulture));
            Require(ulong.Parse(answer[1], NumberStyles.HexNumber), expected);
            return RecordedRun.Count * RecordedRun.Periods / (long.Parse(answer[0]) * 1e-9);
        }

        double Measure(VectorEnvironment vector, BoardEnvironment[] made, out ulong hash, out long allocated)
        {
            RecordedRun.Reset(vector);
            long before = GC.GetTotalAllocatedBytes(precise: true), begin = Stopwatch.GetTimestamp();
            run.Run(vector);
            double rate = RecordedRun.Count * RecordedRun.Periods / Stopwatch.GetElapsedTime(begin).TotalSeconds;
            allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
            hash = RecordedRun.Hash(made);
            return rate;
        }
    }

    private static BenchmarkRow Row(string name, string unit, List<double> values, string baseline) =>
        BenchmarkRow.FromValues(name, unit, CollectionsMarshal.AsSpan(values), baseline);

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Require(ulong hash, ulong expected)
    {
        if (hash != expected)
            throw new InvalidOperationException($"The same run ended in other bits: hash {hash:x} against {expected:x}.");
    }
}
