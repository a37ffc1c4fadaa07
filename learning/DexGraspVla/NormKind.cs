namespace DexGrasp.Learning.DexGraspVla;

/// <summary>What the norm layers of the diffusion transformer divide by. A checkpoint works only with the kind that it was trained with.</summary>
public enum NormKind
{
    /// <summary>The square root of the unbiased variance: what the published controller was trained with. The input is not centred.</summary>
    UnbiasedVariance,

    /// <summary>The root mean square (arXiv 1910.07467).</summary>
    RootMeanSquare,
}
