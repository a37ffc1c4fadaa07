namespace DexGrasp.Planner;

/// <summary>A planner could not answer a question at all: its server is away, or what it says cannot be used. Nothing was moved for it.</summary>
public class PlannerFaultException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">For people: what happened, the limit, what was done, what to do.</param>
    /// <param name="othersMayAnswer">Whether another planner may be asked instead; false where the planner refused on purpose.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public PlannerFaultException(string message, bool othersMayAnswer, Exception? cause = null)
        : base(message, cause) => OthersMayAnswer = othersMayAnswer;

    /// <summary>Gets whether another planner may be asked instead.</summary>
    public bool OthersMayAnswer { get; }
}
