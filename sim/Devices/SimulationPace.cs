namespace DexGrasp.Sim.Devices;

/// <summary>How simulated time relates to the clock on the wall.</summary>
public enum SimulationPace
{
    /// <summary>One simulated second takes one second; pictures are drawn beside the loop and may be dropped.</summary>
    Real,

    /// <summary>As fast as the machine allows, up to the time that was asked for; nothing depends on the wall clock.</summary>
    Fast,
}
