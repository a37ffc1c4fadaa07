namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>How exposure is rewarded.</summary>
public enum PixelReward
{
    /// <summary>By its improvement: gamma Phi(s') - Phi(s) with Phi = weight x exposure (potential-based shaping, Ng et al. 1999).</summary>
    Improvement,

    /// <summary>By its level: weight x exposure / 200 in every step.</summary>
    Level,

    /// <summary>Not at all.</summary>
    None,
}
