using DexGrasp.Core.Robots;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Parity;

namespace DexGrasp.Learning.Models;

/// <summary>Brings official checkpoints of the DexGraspVLA controller into the form that DexGrasp keeps models in.</summary>
public static class ModelImporter
{
    private const double StepRateHz = 20;

    /// <summary>Reads a checkpoint and writes a model folder.</summary>
    /// <param name="file">A safetensors file, or what torch.save wrote; weights under state_dicts.model, state_dict, model or at the top.</param>
    /// <param name="folder">Receives config.json, weights.safetensors and model-card.json.</param>
    /// <param name="norm">What the norm layers divided by in training.</param>
    /// <param name="dinoHeads">Heads of the DINOv2 encoders; null: as a config.json beside the file says, else one for each 64 numbers of width.</param>
    /// <param name="cancellationToken">Stops between two steps and within the writing; nothing stays.</param>
    /// <returns>The card that was written.</returns>
    /// <exception cref="CheckpointException">The file cannot be used; nothing was written.</exception>
    public static ModelCard Import(
        string file, string folder, NormKind norm = NormKind.UnbiasedVariance, int? dinoHeads = null, CancellationToken cancellationToken = default)
    {
        using TensorMap weights = CheckpointFile.Read(file);
        ControllerConfig config = ControllerWeights.ReadConfig(weights, dinoHeads ?? ReferenceConfig.HeadsBeside(file)) with { Norm = norm };
        cancellationToken.ThrowIfCancellationRequested();
        using var controller = new DexGraspVlaController(config);
        ControllerWeights.Load(controller, weights);
        cancellationToken.ThrowIfCancellationRequested();
        string source = ModelFolder.Sha256(file);
        return ModelFolder.Write(folder, controller, hash => Describe(controller, Path.GetFileName(file), source, hash), cancellationToken);
    }

    private static ModelCard Describe(DexGraspVlaController controller, string file, string source, string weights)
    {
        bool known = controller.Config.ActionSize == RobotModel.Dof;
        return new ModelCard
        {
            Format = ModelCard.CurrentFormat,
            Name = Path.GetFileNameWithoutExtension(file),
            Architecture = "DexGraspVLA controller (arXiv 2502.20900)",
            SourceFile = file,
            SourceSha256 = source,
            WeightsSha256 = weights,
            TrainableParameters = controller.CountTrainable(),
            Parameters = controller.parameters().Sum(p => p.numel()),
            ConditionTokens = controller.Config.ConditionTokens,
            Horizon = controller.Config.Horizon,
            StepRateHz = StepRateHz,
            JointNames = known ? Rm75.Model.JointNames : [.. Enumerable.Range(1, controller.Config.ActionSize).Select(i => $"action_{i}")],
            Units = [.. Enumerable.Range(0, controller.Config.ActionSize).Select(i => !known ? "unknown" : i < RobotModel.ArmDof ? "share of the scaled range (-1 to 1)" : "hand driver unit (open = 1)")],
            Norm = controller.Config.Norm,
            NormalizerScale = controller.Normalizer.Scale,
            NormalizerOffset = controller.Normalizer.Offset,
            Notes =
            [
                "Actions are absolute joint targets; the state goes in as it is, only actions are normalised.",
                "The published data map arm joints from +-[3.1, 2.268, 3.1, 2.355, 3.1, 2.233, 6.28] rad to [-1, 1].",
                "Order and unit of the hand's joints are not published: check them against the hand's driver before anything moves.",
            ],
        };
    }
}
