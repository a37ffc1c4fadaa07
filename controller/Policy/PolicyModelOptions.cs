namespace DexGrasp.Controller.Policy;

/// <summary>How a policy is computed.</summary>
public sealed record PolicyModelOptions
{
    /// <summary>Gets the threads within one operation. More than one speed up little at this size and take time from the rest of the robot's process. Range: 1 or more. Default: 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Gets whether a graphics processor is used where this build (-p:Gpu=true) and this machine have one. Default: false.</summary>
    public bool PrefersGpu { get; init; }
}
