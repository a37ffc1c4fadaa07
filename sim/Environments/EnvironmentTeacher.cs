using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Environments;

/// <summary>A learned policy that shows a task to one that sees less.</summary>
/// <param name="Task">Task that the teacher was learned in.</param>
/// <param name="ObservationSize">Numbers that it sees.</param>
/// <param name="ActionSize">Numbers of its actions, the same as the student's.</param>
/// <param name="Make">Makes one of the student's environments, with the teacher beside it, from its index and the teacher; all threads share the teacher.</param>
public sealed record EnvironmentTeacher(string Task, int ObservationSize, int ActionSize, Func<int, IActor, GuidedEnvironment> Make);
