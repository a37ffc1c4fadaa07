using DexGrasp.Core.Messages;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;

namespace DexGrasp.Planner;

/// <summary>
/// Asks one planner, and another one where the first cannot answer (<see cref="PlannerFaultException"/>). The second then keeps the task
/// to its end; the next task begins with the first again. Whoever takes over says so.
/// </summary>
/// <remarks>One task at a time, as with every planner. What the first planner refuses on purpose is not asked again.</remarks>
/// <param name="first">Is asked first.</param>
/// <param name="second">Takes over.</param>
/// <param name="tell">Is told when the second takes over in the midst of a task; null for nobody. At its beginning the answer to the person says it.</param>
public sealed class FallbackPlanner(IPlanner first, IPlanner second, Action<string>? tell = null) : IPlanner
{
    private bool _tookOver;
    private string _news = "";

    /// <inheritdoc/>
    public string Name => $"{first.Name}, else {second.Name}";

    /// <summary>Gets whether the second planner has the task.</summary>
    public bool HasTakenOver => _tookOver;

    /// <inheritdoc/>
    public async Task<PlannerAnswer> UnderstandAsync(string? prompt, CancellationToken cancellationToken)
    {
        (_tookOver, _news) = (false, "");
        PlannerAnswer answer = await AskAsync(p => p.UnderstandAsync(prompt, cancellationToken), isBeginning: true).ConfigureAwait(false);
        return answer with { Text = WithNews(answer.Text) };
    }

    /// <inheritdoc/>
    public async Task<CompletionVerdict> CheckCompletionAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken)
    {
        CompletionVerdict verdict = await AskAsync(p => p.CheckCompletionAsync(memory, observation, cancellationToken)).ConfigureAwait(false);
        return verdict with { Reason = WithNews(verdict.Reason) };
    }

    /// <inheritdoc/>
    public async Task<Proposal> ProposeAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken)
    {
        Proposal proposal = await AskAsync(p => p.ProposeAsync(memory, observation, cancellationToken)).ConfigureAwait(false);
        return proposal with { Reason = WithNews(proposal.Reason) };
    }

    /// <inheritdoc/>
    public async Task<GroundedGoal> GroundAsync(Proposal proposal, Observation observation, CancellationToken cancellationToken)
    {
        GroundedGoal goal = await AskAsync(p => p.GroundAsync(proposal, observation, cancellationToken)).ConfigureAwait(false);
        return goal with { Reason = WithNews(goal.Reason) };
    }

    /// <inheritdoc/>
    public async Task<GraspVerdict> VerifyGraspAsync(Observation before, Observation after, GroundedGoal target, CancellationToken cancellationToken)
    {
        GraspVerdict verdict = await AskAsync(p => p.VerifyGraspAsync(before, after, target, cancellationToken)).ConfigureAwait(false);
        return verdict with { Reason = WithNews(verdict.Reason) };
    }

    private async Task<T> AskAsync<T>(Func<IPlanner, Task<T>> ask, bool isBeginning = false)
    {
        if (!_tookOver)
        {
            try
            {
                return await ask(first).ConfigureAwait(false);
            }
            catch (PlannerFaultException fault) when (fault.OthersMayAnswer)
            {
                (_tookOver, _news) = (true, $"{fault.Message} The {second.Name} planner takes over for this task.");
                if (!isBeginning)
                    tell?.Invoke(_news);
            }
        }

        return await ask(second).ConfigureAwait(false);
    }

    // Said once, with the first answer after the change.
    private string WithNews(string words)
    {
        string news = _news;
        _news = "";
        return news.Length == 0 ? words : $"{news} {words}";
    }
}
