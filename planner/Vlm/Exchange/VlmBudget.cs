namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>What one task may cost: calls, tokens, time spent waiting.</summary>
internal sealed class VlmBudget(VlmOptions options)
{
    private int _calls;
    private long _tokens;
    private TimeSpan _waited;

    /// <summary>Forgets what was spent.</summary>
    public void Begin() => (_calls, _tokens, _waited) = (0, 0, TimeSpan.Zero);

    /// <summary>Notes a call.</summary>
    public void Spend(long tokens, TimeSpan waited)
    {
        _calls++;
        _tokens += tokens;
        _waited += waited;
    }

    /// <summary>Notes a wait without a call.</summary>
    public void Wait(TimeSpan waited) => _waited += waited;

    /// <summary>Returns why no further call may be made; null when one may.</summary>
    public VlmFault? Check()
    {
        if (_calls >= options.MaxCalls)
            return Spent($"{_calls} calls of {options.MaxCalls}");
        if (_tokens >= options.MaxTokens)
            return Spent($"{_tokens} tokens of {options.MaxTokens}");
        return _waited >= options.MaxWaiting ? Spent($"{_waited.TotalSeconds:0} s of waiting of {options.MaxWaiting.TotalSeconds:0}") : null;
    }

    private static VlmFault Spent(string what) => new(VlmOutcome.BudgetSpent, $"This task has used up what it may ask the model: {what}.");
}
