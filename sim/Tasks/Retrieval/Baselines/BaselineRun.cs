using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>Runs scripts in the environment that policies are judged in, counting the same steps.</summary>
public static class BaselineRun
{
    /// <summary>Runs one episode.</summary>
    /// <param name="environment">Made with the script's options.</param>
    /// <param name="script">What acts.</param>
    /// <param name="world">Scene. Range: 0 to Count - 1 of the worlds.</param>
    /// <param name="seed">Decides what is random.</param>
    public static BaselineResult Episode(RetrievalEnvironment environment, RetrievalScript script, int world, ulong seed)
    {
        float[] action = new float[environment.Spec.ActionSize], costs = new float[environment.Spec.CostNames.Count], metrics = new float[environment.Spec.MetricNames.Count];
        environment.Reset(world, seed);
        script.Begin(environment, seed);
        StepResult result;
        int lost = 0;
        do
        {
            script.Act(action);
            result = environment.Step(action);
            environment.ReadCosts(costs);
            lost += (int)costs[0];
        }
        while (!result.Done);
        environment.ReadMetrics(metrics);
        return new BaselineResult(metrics[0] > 0, (int)metrics[1], metrics[2], lost, result.Fault);
    }
}
