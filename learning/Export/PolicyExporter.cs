using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Policy;

namespace DexGrasp.Learning.Export;

/// <summary>Writes a compact policy as the folder that the robot's side reads.</summary>
internal static class PolicyExporter
{
    /// <summary>Name of the denoiser that makes keys and values anew in each step: only a benchmark has a use for it.</summary>
    public const string UncachedName = "denoiser-uncached.onnx";

    /// <summary>Writes a policy.</summary>
    /// <param name="folder">Made if it is not there.</param>
    /// <param name="policy">Networks in evaluation mode, their sizes and their normaliser.</param>
    /// <param name="robot">Whose joints it moves.</param>
    /// <param name="flowSteps">Euler steps at run time. Range: 1 to 64.</param>
    /// <param name="provenance">How it was trained, for people.</param>
    /// <returns>The card that was written.</returns>
    public static PolicyCard Export(string folder, ExportedPolicy policy, RobotModel robot, int flowSteps, string provenance)
    {
        Weights encoder = Weights.Of(policy.Encoder), denoiser = Weights.Of(policy.Denoiser);
        PolicyGraphs graphs = Graphs(policy.Config, policy.Normalizer);
        var card = new PolicyCard
        {
            Format = PolicyCard.CurrentFormat,
            Robot = robot.Name,
            JointNames = robot.JointNames,
            FlowSteps = flowSteps,
            Mean = policy.Normalizer.Mean.ToArray(),
            Deviation = policy.Normalizer.Deviation.ToArray(),
            Provenance = provenance,
        };
        return PolicyFolder.Write(folder, card, graphs.Encoder(encoder, denoiser), graphs.Denoiser(denoiser, regression: policy.IsRegression));
    }

    /// <summary>Adds the denoiser without a cache to a policy's folder.</summary>
    public static void ExportUncached(string folder, ExportedPolicy policy) =>
        File.WriteAllBytes(Path.Combine(folder, UncachedName), Graphs(policy.Config, policy.Normalizer).Denoiser(Weights.Of(policy.Denoiser), cached: false));

    /// <summary>Adds the denoiser that also says where the chunk's tokens look: only <c>dexgrasp policy attention</c> has a use for it.</summary>
    /// <param name="folder">The policy's folder.</param>
    /// <param name="policy">Networks and sizes.</param>
    /// <param name="card">That was written with the policy.</param>
    public static void ExportAttention(string folder, ExportedPolicy policy, PolicyCard card)
    {
        (int rows, int columns) = PolicyGraphs.Grid(policy.Config, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        (int wristRows, int wristColumns) = PolicyGraphs.Grid(policy.Config, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        var remarks = new Dictionary<string, string>
        {
            [PolicyAttention.DenoiserKey] = card.Files[PolicyFolder.DenoiserName],
            [PolicyAttention.HeadGridKey] = $"{rows}x{columns}",
            [PolicyAttention.WristGridKey] = $"{wristRows}x{wristColumns}",
        };
        File.WriteAllBytes(Path.Combine(folder, PolicyAttention.FileName), new PolicyGraphs(policy.Config, remarks).Denoiser(Weights.Of(policy.Denoiser), attention: true));
    }

    private static PolicyGraphs Graphs(CompactConfig config, PolicyNormalizer normalizer) =>
        new(config, new Dictionary<string, string> { [PolicyModel.NormalizerKey] = normalizer.Hash });
}
