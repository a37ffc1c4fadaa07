using System.Text.Json;

namespace DexGrasp.Planner.Grounding;

/// <summary>The weights of the category model as they stand in JSON.</summary>
internal sealed class CategoryModelFile
{
    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public string Source { get; set; } = "";

    public double LooksWeight { get; set; } = 1;

    public double UntrainedBias { get; set; }

    public double[] Mean { get; set; } = [];

    public double[] Deviation { get; set; } = [];

    public Dictionary<string, CategoryWeights> Categories { get; set; } = [];

    internal sealed class CategoryWeights
    {
        public double Bias { get; set; }

        public double[] Weights { get; set; } = [];
    }

    /// <summary>Makes weights that use descriptions alone.</summary>
    public static CategoryModelFile DescriptionsOnly() => new()
    {
        Mean = new double[RegionFeatures.ShapeCount],
        Deviation = [.. Enumerable.Repeat(1.0, RegionFeatures.ShapeCount)],
    };
}
