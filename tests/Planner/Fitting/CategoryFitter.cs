using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;

namespace DexGrasp.Tests.Planner.Fitting;

/// <summary>Fits the category model by gradient descent on the cross-entropy with a penalty on large weights.</summary>
internal static class CategoryFitter
{
    private const int Steps = 600;
    private const double Rate = 0.5;

    /// <summary>Fits on measurements with their true category.</summary>
    /// <param name="examples">From renders of the training objects.</param>
    /// <param name="penalty">Weight of the squared weights.</param>
    /// <param name="source">Says in the file what it was fitted on.</param>
    public static CategoryModelFile Fit(IReadOnlyList<(RegionFeatures Features, string Category)> examples, double penalty, string source)
    {
        var file = new CategoryModelFile { Source = source, LooksWeight = 0.5, UntrainedBias = -1.5 };
        Standardize(examples, file);
        Vocabulary vocabulary = Vocabulary.BuiltIn;
        string[] trained = [.. examples.Select(e => e.Category).Distinct().Where(vocabulary.Categories.ContainsKey).Order(StringComparer.Ordinal)];
        foreach (string name in trained)
            file.Categories[name] = new CategoryModelFile.CategoryWeights { Weights = new double[RegionFeatures.ShapeCount] };

        var model = new CategoryModel(file, vocabulary);
        double[][] inputs = [.. examples.Select(e => model.Standardize(e.Features.Shape))];
        double[][] looks = [.. examples.Select(e => trained.Select(t => file.LooksWeight * LooksScore.Of(vocabulary.Categories[t], e.Features)).ToArray())];
        int[] targets = [.. examples.Select(e => Array.IndexOf(trained, e.Category))];
        Dictionary<string, double> weightOf = examples.GroupBy(e => e.Category).ToDictionary(g => g.Key, g => 1 / Math.Sqrt(g.Count()));
        double[] importance = [.. examples.Select(e => weightOf[e.Category])];
        double total = importance.Sum();

        for (int step = 0; step < Steps; step++)
            Descend(file, trained, inputs, looks, targets, importance, total, penalty, Rate / (1 + (step / 200.0)));
        foreach (CategoryModelFile.CategoryWeights w in file.Categories.Values)
        {
            w.Bias = Math.Round(w.Bias, 4);
            w.Weights = [.. w.Weights.Select(v => Math.Round(v, 4))];
        }

        return file;
    }

    private static void Descend(CategoryModelFile file, string[] trained, double[][] inputs, double[][] looks, int[] targets, double[] importance, double total, double penalty, double rate)
    {
        var gradient = new double[trained.Length][];
        var bias = new double[trained.Length];
        for (int c = 0; c < trained.Length; c++)
            gradient[c] = new double[RegionFeatures.ShapeCount];
        for (int n = 0; n < inputs.Length; n++)
        {
            if (targets[n] < 0)
                continue;
            var scores = new double[trained.Length];
            for (int c = 0; c < trained.Length; c++)
            {
                CategoryModelFile.CategoryWeights w = file.Categories[trained[c]];
                scores[c] = looks[n][c] + w.Bias;
                for (int k = 0; k < inputs[n].Length; k++)
                    scores[c] += w.Weights[k] * inputs[n][k];
            }

            double[] p = CategoryModel.Softmax(scores);
            for (int c = 0; c < trained.Length; c++)
            {
                double off = (p[c] - (c == targets[n] ? 1 : 0)) * importance[n] / total;
                bias[c] += off;
                for (int k = 0; k < inputs[n].Length; k++)
                    gradient[c][k] += off * inputs[n][k];
            }
        }

        for (int c = 0; c < trained.Length; c++)
        {
            CategoryModelFile.CategoryWeights w = file.Categories[trained[c]];
            w.Bias -= rate * (bias[c] + (0.1 * penalty * w.Bias));
            for (int k = 0; k < w.Weights.Length; k++)
                w.Weights[k] -= rate * (gradient[c][k] + (penalty * w.Weights[k]));
        }
    }

    private static void Standardize(IReadOnlyList<(RegionFeatures Features, string Category)> examples, CategoryModelFile file)
    {
        file.Mean = new double[RegionFeatures.ShapeCount];
        file.Deviation = new double[RegionFeatures.ShapeCount];
        for (int k = 0; k < RegionFeatures.ShapeCount; k++)
        {
            double mean = examples.Average(e => e.Features.Shape[k]);
            file.Mean[k] = Math.Round(mean, 5);
            file.Deviation[k] = Math.Round(Math.Max(0.02, Math.Sqrt(examples.Average(e => (e.Features.Shape[k] - mean) * (e.Features.Shape[k] - mean)))), 5);
        }
    }
}
