using DexGrasp.Core.Environments;

namespace DexGrasp.Sim.Data;

/// <summary>A range that a number is drawn from, every value as likely as the others.</summary>
/// <param name="Low">Smallest.</param>
/// <param name="High">Largest.</param>
public readonly record struct NumberRange(double Low, double High)
{
    /// <summary>Returns a number of the range.</summary>
    public double Draw(ref EpisodeRandom random) => random.Between(Low, High);
}
