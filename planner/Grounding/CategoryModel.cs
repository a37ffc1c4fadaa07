using System.Reflection;
using System.Text.Json;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Tells categories apart by softmax over a description score from the vocabulary plus, where training pictures showed the
/// category, a linear score of the shape numbers. A category that only the vocabulary knows takes part by its description.
/// Weights: models/planner-categories.json, fitted on renders of the training objects.
/// </summary>
internal sealed class CategoryModel
{
    // Objects that were not trained on make the softmax too sure of itself; this much flatter it ranks them better.
    private const double Temperature = 1.7;
    private readonly CategoryModelFile _file;
    private readonly string[] _names;
    private readonly CategoryLooks[] _looks;
    private readonly CategoryModelFile.CategoryWeights?[] _weights;

    public CategoryModel(CategoryModelFile file, Vocabulary vocabulary)
    {
        if (file.Mean.Length != RegionFeatures.ShapeCount || file.Deviation.Length != RegionFeatures.ShapeCount
            || file.Categories.Any(c => c.Value.Weights.Length != RegionFeatures.ShapeCount))
            throw new ArgumentException($"The category model was fitted on {file.Mean.Length} shape numbers; this program measures {RegionFeatures.ShapeCount}. Fit it again.");
        _file = file;
        _names = [.. vocabulary.Categories.Keys.Order(StringComparer.Ordinal)];
        _looks = [.. _names.Select(n => vocabulary.Categories[n])];
        _weights = [.. _names.Select(n => file.Categories.GetValueOrDefault(n))];
    }

    /// <summary>Gets the category names, in the order of <see cref="Probabilities"/>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads the weights that come with the program.</summary>
    public static CategoryModelFile BuiltInFile()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DexGrasp.Planner.planner-categories.json")
            ?? throw new InvalidOperationException("The category model is missing from this build.");
        return JsonSerializer.Deserialize<CategoryModelFile>(stream, CategoryModelFile.Json) ?? throw new InvalidOperationException("The category model is empty.");
    }

    /// <summary>Returns how likely each category is. Shape: [Names]; sums to 1.</summary>
    public double[] Probabilities(RegionFeatures features)
    {
        double[] x = Standardize(features.Shape);
        var scores = new double[_names.Length];
        for (int c = 0; c < scores.Length; c++)
        {
            scores[c] = _file.LooksWeight * LooksScore.Of(_looks[c], features);
            if (_weights[c] is { } w)
            {
                scores[c] += w.Bias;
                for (int k = 0; k < x.Length; k++)
                    scores[c] += w.Weights[k] * x[k];
            }
            else
            {
                scores[c] += _file.UntrainedBias;
            }
        }

        for (int c = 0; c < scores.Length; c++)
            scores[c] /= Temperature;
        return Softmax(scores);
    }

    public double[] Standardize(float[] shape)
    {
        var x = new double[shape.Length];
        for (int k = 0; k < x.Length; k++)
            x[k] = Math.Clamp((shape[k] - _file.Mean[k]) / _file.Deviation[k], -3, 3);
        return x;
    }

    public static double[] Softmax(double[] scores)
    {
        double best = scores.Max(), sum = 0;
        for (int c = 0; c < scores.Length; c++)
            sum += scores[c] = Math.Exp(scores[c] - best);
        for (int c = 0; c < scores.Length; c++)
            scores[c] /= sum;
        return scores;
    }
}
