using System.Security.Cryptography;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Models;

/// <summary>A model on disk: config.json (sizes), weights.safetensors, model-card.json. The card is written last and vouches for the rest.</summary>
public static class ModelFolder
{
    private const string ConfigName = "config.json", WeightsName = "weights.safetensors", PickledName = "weights.pt", CardName = "model-card.json";

    /// <summary>Writes a controller.</summary>
    /// <param name="folder">Made if it is not there; a model in it is replaced.</param>
    /// <param name="controller">The model.</param>
    /// <param name="describe">Makes the card, given the SHA-256 of the weights file.</param>
    /// <param name="cancellationToken">Stops within the weights.</param>
    /// <returns>The card.</returns>
    public static ModelCard Write(string folder, DexGraspVlaController controller, Func<string, ModelCard> describe, CancellationToken cancellationToken = default)
    {
        using var scope = NewDisposeScope();
        string[] files = [.. new[] { CardName, ConfigName, WeightsName }.Select(name => Path.Combine(folder, name))];
        bool isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        try
        {
            // Without its card nobody loads what is half replaced.
            File.Delete(files[0]);
            DurableFile.Write(files[2], stream => SafetensorsFile.Write(stream, ControllerWeights.Of(controller), null, cancellationToken));
            ModelJson.Write(files[1], controller.Config);
            ModelCard card = describe(Sha256(files[2]));
            ModelJson.Write(files[0], card);
            return card;
        }
        catch
        {
            foreach (string file in files)
                File.Delete(file);
            if (isNew)
                Directory.Delete(folder);
            throw;
        }
    }

    /// <summary>Reads a controller, in evaluation mode.</summary>
    /// <exception cref="CheckpointException">A file is missing, damaged, or not the one that the card was written for.</exception>
    public static (DexGraspVlaController Controller, ModelCard Card) Read(string folder)
    {
        (TensorMap weights, ControllerConfig config, ModelCard card) = ReadWeights(folder);
        using TensorMap owned = weights;
        var controller = new DexGraspVlaController(config);
        try
        {
            ControllerWeights.Load(controller, weights);
            controller.eval();
            return (controller, card);
        }
        catch
        {
            controller.Dispose();
            throw;
        }
    }

    /// <summary>Reads a controller's weights without building it. They belong to the caller.</summary>
    /// <exception cref="CheckpointException">A file is missing, damaged, or not the one that the card was written for.</exception>
    internal static (TensorMap Weights, ControllerConfig Config, ModelCard Card) ReadWeights(string folder)
    {
        ModelCard card = ModelJson.Read<ModelCard>(Path.Combine(folder, CardName));
        string path = Path.Combine(folder, WeightsName);
        if (!File.Exists(path) || Sha256(path) != card.WeightsSha256)
            throw new CheckpointException($"{path} is not the file that its card describes (sha256 {card.WeightsSha256}); import the model again.");
        ControllerConfig config = ModelJson.Read<ControllerConfig>(Path.Combine(folder, ConfigName));
        return (SafetensorsFile.Read(path), config, card);
    }

    /// <summary>Says whether a folder holds an imported model.</summary>
    internal static bool HasCard(string folder) => File.Exists(Path.Combine(folder, CardName));

    /// <summary>Returns the weights' place in a folder: weights.safetensors, or else weights.pt.</summary>
    internal static string FindWeights(string folder) =>
        File.Exists(Path.Combine(folder, WeightsName)) ? Path.Combine(folder, WeightsName) : Path.Combine(folder, PickledName);

    /// <summary>Returns the SHA-256 of a file, hexadecimal.</summary>
    public static string Sha256(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
