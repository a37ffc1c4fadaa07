using DexGrasp.Learning.Logging;
using DexGrasp.Learning.Training;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// First stage: the encoder, together with a regression of the expert's chunk (the velocity network fed with nothing at time 0) and the
/// auxiliary truths. What comes out of it is frozen afterwards.
/// </summary>
/// <param name="workers">Each with its own copy of the network and its own reader.</param>
/// <param name="split">Samples.</param>
/// <param name="normalizer">Of the samples.</param>
/// <param name="options">How.</param>
internal sealed class EncoderTrainer(IReadOnlyList<EncoderWorker> workers, SampleSplit split, ChunkNormalizer normalizer, TrainingOptions options)
{
    private const double LargestGradient = 1.0;

    /// <summary>Trains until all steps are done, from the newest checkpoint if there is one.</summary>
    /// <param name="pair">The network in training and its mean.</param>
    /// <param name="store">Checkpoints.</param>
    /// <param name="metrics">Curves.</param>
    /// <param name="tell">One line a report.</param>
    /// <param name="stop">Ends after the present step, with a checkpoint.</param>
    public void Run(TrainedPair pair, CheckpointStore store, MetricsWriter metrics, Action<string> tell, CancellationToken stop)
    {
        using TorchSharp.Modules.AdamW optimizer = optim.AdamW(pair.Live.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        var state = new TrainingState(pair, optimizer, new SampleOrder(split.Training.Length, options.Seed), 0, new Dictionary<string, string>());
        if (store.Newest is { } newest)
            state = CheckpointStore.Restore(newest, pair, optimizer, split.Training.Length);
        var ema = new Ema(pair.Mean, 0.999);
        var indices = new int[options.Batch];
        double[] running = new double[2];
        for (long step = state.Step; step < options.Steps && !stop.IsCancellationRequested; step++)
        {
            state.Order.Next(indices);
            for (int i = 0; i < indices.Length; i++)
                indices[i] = split.Training[indices[i]];
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = options.RateAt(step);
            (double chunk, double truth) = EncoderWorker.Step(workers, pair.Live, indices, unchecked((int)step * 104_729) ^ options.Seed);
            nn.utils.clip_grad_norm_(pair.Live.parameters(), LargestGradient);
            optimizer.step();
            ema.Update(pair.Live, step);
            (running[0], running[1]) = (running[0] + chunk, running[1] + truth);
            if ((step + 1) % options.Report != 0 && step + 1 != options.Steps)
                continue;
            state = state with { Step = step + 1 };
            double many = ((step % options.Report) + 1);
            Report(pair, state, store, metrics, tell, running[0] / many, running[1] / many);
            Array.Clear(running);
        }
    }

    private void Report(TrainedPair pair, TrainingState state, CheckpointStore store, MetricsWriter metrics, Action<string> tell, double chunk, double truth)
    {
        (double validation, double nearMrad) = EncoderWorker.Validate(workers[0], pair.Mean, split.Validation, normalizer);
        store.Save(state);
        metrics.Write(state.Step, new Dictionary<string, double>
        {
            ["train/chunk"] = chunk, ["train/truth"] = truth, ["validation/chunk"] = validation, ["validation/near_mrad"] = nearMrad, ["rate"] = options.RateAt(state.Step),
        });
        tell($"step {state.Step}/{options.Steps}: chunk {chunk:0.0000}, truth {truth:0.0000}; validation {validation:0.0000}, arm 0.3 s ahead {nearMrad:0.0} mrad");
    }
}
