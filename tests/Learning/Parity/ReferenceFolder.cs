using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Parity;

/// <summary>Writes a reference folder of any size from a random controller.</summary>
internal static class ReferenceFolder
{
    public static void Write(string folder, DexGraspVlaController controller, int batch)
    {
        using var scope = NewDisposeScope();
        ControllerConfig config = controller.Config;
        int image = config.ImageSize, horizon = config.Horizon;
        controller.eval();
        var expected = new Dictionary<string, Tensor>
        {
            ["rgbm"] = cat([rand([batch, 1, 3, image, image]), rand([batch, 1, 1, image, image]).round()], 2),
            ["right_cam_img"] = rand([batch, 1, 3, image, image]),
            ["right_state"] = rand(batch, 1, config.StateSize),
            ["noise"] = randn(batch, horizon, config.ActionSize),
            ["train_data"] = rand(batch, horizon, config.ActionSize),
            ["train_noise"] = randn(batch, horizon, config.ActionSize),
            ["train_timesteps"] = randint(0, config.TrainTimesteps, batch, dtype: int64),
            ["alphas_cumprod"] = tensor(controller.Schedule.AlphaBar.ToArray()),
        };
        Tensor tokens = controller.Encoder.Encode(expected["rgbm"].squeeze(1), expected["right_cam_img"].squeeze(1), expected["right_state"].squeeze(1)).All;
        expected["obs_tokens"] = tokens.detach();
        expected["action"] = controller.Act(tokens, expected["noise"], step => expected[$"x_after_{step.Timestep:00}"] = step.Chunk.clone().DetachFromDisposeScope());
        expected["train_loss"] = controller.Loss(tokens, expected["train_data"], expected["train_noise"], expected["train_timesteps"]).detach().reshape(1);
        Directory.CreateDirectory(folder);
        SafetensorsFile.Write(Path.Combine(folder, "expected.safetensors"), expected.Select(pair => (pair.Key, pair.Value)));
        SafetensorsFile.Write(Path.Combine(folder, "weights.safetensors"), ControllerWeights.Of(controller));
        File.WriteAllText(Path.Combine(folder, "config.json"), $$"""
            {
              "image": {{image}}, "head_dim": {{config.Head.Width}}, "wrist_dim": {{config.Wrist.Width}}, "dino_depth": {{config.Head.Depth}}, "dino_heads": {{config.Head.Heads}},
              "n_layer": {{config.DitDepth}}, "n_head": {{config.DitHeads}}, "horizon": {{horizon}}, "timesteps": [{{string.Join(", ", controller.Schedule.Timesteps.ToArray())}}],
              "params": {{controller.CountTrainable()}}, "loss": 1.0, "seed": 3
            }
            """);
    }
}
