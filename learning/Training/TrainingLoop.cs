using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>Optimisation from the newest checkpoint to the last step: gradient on all workers, AdamW, exponential mean, report.</summary>
internal static class TrainingLoop
{
    private const double LargestGradient = 1.0;
    private const double MeanDecay = 0.999;
    private const int SeedStride = 104_729;
    private const int StepsBetweenDrains = 100;

    /// <summary>Runs it.</summary>
    /// <param name="pair">Network and mean; saved whole.</param>
    /// <param name="workers">Equal shares of a batch.</param>
    /// <param name="samples">Sample numbers to learn from.</param>
    /// <param name="options">How.</param>
    /// <param name="store">Checkpoints; a run goes on from the newest.</param>
    /// <param name="report">Is told the step and the mean losses since the last report.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    public static void Run<T>(
        MeanPair<T> pair, IReadOnlyList<IGradientWorker> workers, int[] samples, TrainingOptions options, CheckpointStore store, Action<long, double[]> report,
        CancellationToken stop)
        where T : nn.Module
    {
        T live = pair.Live;
        using AdamW optimizer = optim.AdamW(live.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        var state = new TrainingState(pair, optimizer, new SampleOrder(samples.Length, options.Seed), 0, new Dictionary<string, string>());
        if (store.Newest is { } newest)
            state = CheckpointStore.Restore(newest, pair, optimizer, samples.Length);
        var ema = new Ema(pair.Mean, MeanDecay);
        // Draws the same as the saved order, one step ahead of it.
        var ahead = new SampleOrder(samples.Length, state.Order.Seed, state.Order.Epoch, state.Order.Position);
        int[] next = Draw(ahead);
        double[] sums = [];
        long since = 0;
        using var finalizers = new FinalizerGate();
        for (long step = state.Step; step < options.Steps; step++)
        {
            _ = Draw(state.Order);
            int[] indices = next;
            next = Draw(ahead);
            DataParallel.Announce(workers, next, SeedOf(step + 1));
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = options.RateAt(step);
            double[] losses = DataParallel.Step(workers, live, indices, SeedOf(step));
            nn.utils.clip_grad_norm_(live.parameters(), LargestGradient);
            optimizer.step();
            ema.Update(live, step);
            if (since == 0)
                sums = new double[losses.Length];
            for (int k = 0; k < losses.Length; k++)
                sums[k] += losses[k];
            since++;
            if (step % StepsBetweenDrains == 0)
                finalizers.Drain();
            bool ends = stop.IsCancellationRequested || step + 1 == options.Steps;
            if ((step + 1) % options.Report != 0 && !ends)
                continue;
            state = state with { Step = step + 1 };
            store.Save(state);
            report(step + 1, [.. sums.Select(s => s / since)]);
            since = 0;
            if (stop.IsCancellationRequested)
                return;
        }

        int[] Draw(SampleOrder order)
        {
            var drawn = new int[options.Batch];
            order.Next(drawn);
            return [.. drawn.Select(i => samples[i])];
        }

        int SeedOf(long step) => unchecked((int)step * SeedStride) ^ options.Seed;
    }
}
