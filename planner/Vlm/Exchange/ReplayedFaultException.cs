namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>A recorded call that brought no answer, replayed.</summary>
internal sealed class ReplayedFaultException(VlmFault fault) : Exception(fault.What)
{
    /// <summary>Gets what was recorded.</summary>
    public VlmFault Fault => fault;
}
