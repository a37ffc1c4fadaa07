using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>Runs scripts in the environment that policies are judged in, counting the same steps.</summary>
public static class BaselineRun
{
    /// <summary>Runs one episode, until it is over or the script is done and the target has been looked at once more.</summary>
    /// <param name="environment">Made with the script's options.</param>
    /// <param name="script">What acts.</param>
    /// <param name="world">Scene. Range: 0 to Count - 1 of the worlds.</param>
    /// <param name="seed">Decides what is random.</param>
    /// <param name="stop">Ends it between two steps.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static BaselineResult Episode(RetrievalEnvironment environment, RetrievalScript script, int world, ulong seed, CancellationToken stop = default)
    {
        float[] action = new float[environment.Spec.ActionSize], costs = new float[environment.Spec.CostNames.Count], metrics = new float[environment.Spec.MetricNames.Count];
        environment.Reset(world, seed);
        script.Begin(environment, seed);
        StepResult result;
        int lost = 0, steps = 0, uncovered = 0, overForce = 0, every = script.Options.ReadingEverySteps;
        int? done = null;
        do
        {
            stop.ThrowIfCancellationRequested();
            script.Act(action);
            result = environment.Step(action);
            environment.ReadCosts(costs);
            (lost, overForce, steps) = (lost + (int)costs[0], overForce + (int)costs[1], steps + 1);
            if (uncovered == 0 && environment.IsUncovered)
                uncovered = steps;
            if (script.IsDone)
                done ??= steps;
        }
        while (!result.Done && (done is null || (uncovered == 0 && steps % every != 0)));
        environment.ReadMetrics(metrics);
        return new BaselineResult(uncovered > 0 && result.Fault is null, uncovered > 0 ? uncovered : steps, metrics[2], lost, result.Fault)
        {
            EpisodeSteps = steps,
            DoneSteps = done,
            StepsOverForce = overForce,
            Exposed80 = metrics[3] > 0,
            TargetLost = !RetrievalBox.Contains(environment.Simulation.WorldFromObjects[0].Translation),
            OccludersLeft = Left(environment.Simulation),
        };
    }

    private static int Left(RetrievalSimulation simulation)
    {
        int left = 0;
        for (int i = 1; i < simulation.Objects; i++)
            left += RetrievalBox.Contains(simulation.WorldFromObjects[i].Translation) ? 1 : 0;
        return left;
    }
}
