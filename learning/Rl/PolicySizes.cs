using DexGrasp.Core.Environments;

namespace DexGrasp.Learning.Rl;

/// <summary>The task that a policy belongs to; stands in every checkpoint.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Observation">Numbers that the policy sees, O.</param>
/// <param name="Privileged">Further numbers that the critic sees, P.</param>
/// <param name="Action">Numbers of an action, A.</param>
internal sealed record PolicySizes(string Task, int Observation, int Privileged, int Action)
{
    /// <summary>Returns those of a task.</summary>
    public static PolicySizes Of(EnvironmentSpec spec) => new(spec.Name, spec.ObservationSize, spec.PrivilegedSize, spec.ActionSize);

    /// <inheritdoc/>
    public override string ToString() => $"'{Task}' (observation {Observation}, privileged {Privileged}, action {Action})";
}
