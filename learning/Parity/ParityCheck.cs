using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Parity;

/// <summary>
/// Runs a model on the inputs of a reference folder (config.json, weights.safetensors or weights.pt, expected.safetensors) and
/// compares everything that comes out. The folder may hold a DexGraspVLA controller of any size, or a DINOv2 encoder alone.
/// </summary>
public static class ParityCheck
{
    private const string SchedulePower = "alphas_cumprod";

    /// <summary>Compares one folder.</summary>
    /// <exception cref="CheckpointException">A file is missing, damaged or does not fit the others.</exception>
    public static ParityReport Run(string folder)
    {
        using var scope = NewDisposeScope();
        ReferenceConfig config = ReferenceConfig.Read(Path.Combine(folder, "config.json"));
        using TensorMap weights = CheckpointFile.Read(ModelFolder.FindWeights(folder));
        using TensorMap expected = CheckpointFile.Read(Path.Combine(folder, "expected.safetensors"));
        return config.EmbedDim is null ? CompareController(config, weights, expected) : CompareEncoder(config, weights, expected);
    }

    private static ParityReport CompareEncoder(ReferenceConfig config, TensorMap weights, TensorMap expected)
    {
        using DinoEncoder encoder = DinoWeights.Load(weights, "", new VitConfig(config.EmbedDim!.Value, config.Depth ?? 1, config.Heads ?? 1));
        using var quiet = no_grad();
        var comparison = new ParityComparison(expected);
        comparison.Add("tokens", encoder.forward(expected["image"]));
        return new ParityReport(comparison.Rows, encoder.parameters().Sum(p => p.numel()), config.Params);
    }

    private static ParityReport CompareController(ReferenceConfig config, TensorMap weights, TensorMap expected)
    {
        ControllerConfig sizes = config.Complete(weights, expected.Contains(SchedulePower) ? (int)expected[SchedulePower].numel() : new ControllerConfig().TrainTimesteps);
        using var controller = new DexGraspVlaController(sizes);
        ControllerWeights.Load(controller, weights);
        controller.eval();
        var comparison = new ParityComparison(expected);
        comparison.Add(SchedulePower, tensor(controller.Schedule.AlphaBar.ToArray()));
        CompareInference(controller, expected, comparison);
        CompareTraining(controller, expected, comparison);
        return new ParityReport(comparison.Rows, controller.CountTrainable(), config.Params);
    }

    private static void CompareInference(DexGraspVlaController controller, TensorMap expected, ParityComparison comparison)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        ObservationTokens tokens = Encode(controller, expected);
        comparison.Add("head_tokens", tokens.Head);
        comparison.Add("wrist_tokens", tokens.Wrist);
        comparison.Add("state_token", tokens.State);
        comparison.Add("obs_tokens", tokens.All);
        Tensor action = controller.Act(
            tokens.All, expected["noise"],
            step =>
            {
                comparison.Add($"eps_{step.Timestep:00}", step.Noise);
                comparison.Add($"x_after_{step.Timestep:00}", step.Chunk);
            },
            weights =>
            {
                comparison.Add("attn_first_step_last_block", weights);
                weights.Dispose();
            });
        comparison.Add("action", action);
    }

    private static void CompareTraining(DexGraspVlaController controller, TensorMap expected, ParityComparison comparison)
    {
        if (!expected.Contains("train_data"))
            return;
        using var scope = NewDisposeScope();
        Tensor loss = controller.Loss(Encode(controller, expected).All, expected["train_data"], expected["train_noise"], expected["train_timesteps"]);
        comparison.Add("train_loss", loss);
        loss.backward();
        foreach ((string name, Parameter parameter) in controller.named_parameters())
            if (parameter.grad is { } gradient)
                comparison.Add($"gradnorm.{name}", gradient.norm());
    }

    private static ObservationTokens Encode(DexGraspVlaController controller, TensorMap expected) =>
        controller.Encoder.Encode(expected["rgbm"].squeeze(1), expected["right_cam_img"].squeeze(1), expected["right_state"].squeeze(1));
}
