namespace DexGrasp.Planner.Vlm;

/// <summary>The model could not be asked, or its answer cannot be used.</summary>
public sealed class VlmFaultException : PlannerFaultException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public VlmFaultException(VlmFault fault, Exception? cause = null)
        : base(fault.ToString(), fault.Outcome != VlmOutcome.ModelRefused, cause) => Fault = fault;

    /// <summary>Gets what happened.</summary>
    public VlmFault Fault { get; }
}
