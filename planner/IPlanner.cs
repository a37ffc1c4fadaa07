using DexGrasp.Core.Messages;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;

namespace DexGrasp.Planner;

/// <summary>
/// Understands a person, and decides in the grasp loop: the sub-tasks of DexGraspVLA's planner (arXiv 2502.20900). Decides from
/// camera pictures and joint measurements alone.
/// </summary>
/// <remarks>
/// One task at a time; calls must not overlap. Expected failures are answers, not exceptions, but for one: a planner that cannot answer
/// at all, as one whose server is away, throws <see cref="PlannerFaultException"/>, and another planner may be asked.
/// </remarks>
public interface IPlanner
{
    /// <summary>Gets what it is, for logs and results: "embedded", or the model's name.</summary>
    string Name { get; }

    /// <summary>Makes a plan of a person's words. Never throws for a text, whatever it says.</summary>
    /// <param name="prompt">Free words; null and empty are answered too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PlannerFaultException">It cannot answer; so with all methods.</exception>
    Task<PlannerAnswer> UnderstandAsync(string? prompt, CancellationToken cancellationToken);

    /// <summary>Compares the head picture with the plan and with the task's first picture: is there anything left to do?</summary>
    /// <param name="memory">Of this task; the first call keeps the first picture in it.</param>
    /// <param name="observation">The arm should be home, so that it hides nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<CompletionVerdict> CheckCompletionAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken);

    /// <summary>Chooses the next object, and says why.</summary>
    /// <param name="memory">Of this task.</param>
    /// <param name="observation">The arm should be home, so that it hides nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Proposal> ProposeAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken);

    /// <summary>Finds the chosen object's box and pixels in the newest head picture.</summary>
    /// <param name="proposal">From <see cref="ProposeAsync"/>.</param>
    /// <param name="observation">The same observation, or a newer one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<GroundedGoal> GroundAsync(Proposal proposal, Observation observation, CancellationToken cancellationToken);

    /// <summary>Judges whether the object is in the hand.</summary>
    /// <param name="before">The observation that the goal was made from.</param>
    /// <param name="after">Hand closed and lifted.</param>
    /// <param name="target">The object as it was grounded.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<GraspVerdict> VerifyGraspAsync(Observation before, Observation after, GroundedGoal target, CancellationToken cancellationToken);
}
