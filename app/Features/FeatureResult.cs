using System.Security.Cryptography;
using DexGrasp.App.Evaluation;
using DexGrasp.Controller.Perception;

namespace DexGrasp.App.Features;

/// <summary>What a DINOv2 model makes of a picture, in numbers.</summary>
/// <param name="Model">The model's file as it was asked for.</param>
/// <param name="ModelSha256">Its SHA-256, hexadecimal, without external data.</param>
/// <param name="Picture">The picture's file.</param>
/// <param name="Height">That it was stretched to. Unit: px.</param>
/// <param name="Width">That it was stretched to. Unit: px.</param>
/// <param name="Rows">Rows of patches.</param>
/// <param name="Columns">Patches of a row.</param>
/// <param name="Channels">Numbers of a patch.</param>
/// <param name="Registers">Register tokens, which are passed over.</param>
/// <param name="Mean">Of all patches' numbers.</param>
/// <param name="Deviation">Of all patches' numbers.</param>
/// <param name="Least">Of all patches' numbers.</param>
/// <param name="Most">Of all patches' numbers.</param>
/// <param name="VarianceShares">What the first principal components of the patches hold of their variance. Range: [0, 1].</param>
public sealed record FeatureResult(
    string Model, string ModelSha256, string Picture, int Height, int Width, int Rows, int Columns, int Channels, int Registers,
    double Mean, double Deviation, float Least, float Most, IReadOnlyList<double> VarianceShares)
{
    /// <summary>Gets the version of DexGrasp, with the commit where it is known.</summary>
    public string Version { get; } = BuildInfo.Commit is { } commit ? $"{BuildInfo.Version}, commit {commit}" : BuildInfo.Version;

    internal static FeatureResult Of(DinoModel model, string picture, PrincipalComponents components)
    {
        float[] patches = model.Patches.ToArray();
        double mean = patches.Average(x => (double)x), deviation = Math.Sqrt(patches.Average(x => (x - mean) * (x - mean)));
        using FileStream file = File.OpenRead(model.Path);
        return new FeatureResult(
            model.Path, Convert.ToHexStringLower(SHA256.HashData(file)), picture, model.Height, model.Width, model.Rows, model.Columns, model.Channels, model.Registers,
            mean, deviation, patches.Min(), patches.Max(), components.Shares);
    }
}
