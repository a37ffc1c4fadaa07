namespace DexGrasp.Planner.Language;

/// <summary>Picks by rank: "the second from the left", "the largest".</summary>
/// <param name="Measure">What is compared.</param>
/// <param name="Largest">True to count from the largest value, false from the smallest.</param>
/// <param name="Rank">1 for the first. Range: 1 to 99.</param>
public sealed record Selector(Measure Measure, bool Largest, int Rank = 1)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string word = (Measure, Largest) switch
        {
            (Measure.Right, false) => "leftmost",
            (Measure.Right, true) => "rightmost",
            (Measure.Away, false) => "nearest",
            (Measure.Away, true) => "farthest",
            (Measure.Centre, _) => "most central",
            (Measure.Size, false) => "smallest",
            (Measure.Size, true) => "largest",
            (Measure.Height, false) => "shortest",
            (Measure.Height, true) => "tallest",
            (Measure.Length, false) => "least long",
            (Measure.Length, true) => "longest",
            (Measure.Width, false) => "thinnest",
            (Measure.Width, true) => "thickest",
            (Measure.Lightness, false) => "darkest",
            _ => "lightest",
        };
        return Rank == 1 ? word : $"number {Rank} {word}";
    }
}
