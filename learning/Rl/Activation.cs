namespace DexGrasp.Learning.Rl;

/// <summary>What follows a hidden layer.</summary>
internal enum Activation
{
    /// <summary>x above 0, exp(x) - 1 below.</summary>
    Elu,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,
}
