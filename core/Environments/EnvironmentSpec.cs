namespace DexGrasp.Core.Environments;

/// <summary>What an environment takes and gives; the same for all episodes.</summary>
/// <param name="Name">Of the task; stands in checkpoints, so that a policy is never run on another task.</param>
/// <param name="ObservationSize">Numbers that the policy sees. Shape of an observation: [ObservationSize]. Range: at least 1.</param>
/// <param name="PrivilegedSize">Further numbers that only a critic sees in training (asymmetric actor-critic, Pinto et al. 2018). Range: 0 and more.</param>
/// <param name="ActionSize">Numbers of an action, each from -1 to 1; what lies outside is limited. Range: at least 1.</param>
/// <param name="CostNames">One name per constraint of a constrained Markov decision process; may be empty.</param>
/// <param name="MetricNames">What an episode is judged by, read once when it ends; the first is "success", 0 or 1.</param>
/// <param name="ControlPeriod">Simulated time of one step. Unit: s.</param>
/// <param name="MaxSteps">Steps after which an episode is truncated. Range: at least 1.</param>
public sealed record EnvironmentSpec(
    string Name,
    int ObservationSize,
    int PrivilegedSize,
    int ActionSize,
    IReadOnlyList<string> CostNames,
    IReadOnlyList<string> MetricNames,
    TimeSpan ControlPeriod,
    int MaxSteps);
