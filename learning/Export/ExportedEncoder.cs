using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using DexGrasp.Learning.Models;
using DexGrasp.Learning.Parity;

namespace DexGrasp.Learning.Export;

/// <summary>A DINOv2 encoder to export.</summary>
/// <param name="Encoder">In evaluation mode.</param>
/// <param name="Config">Its sizes.</param>
/// <param name="ImageSize">Side of the pictures that it is given: by its controller, or when alone those that its positions were learned for. Unit: px.</param>
/// <param name="Provenance">Where its weights come from, for people.</param>
internal sealed record ExportedEncoder(DinoEncoder Encoder, VitConfig Config, int ImageSize, string Provenance) : IDisposable
{
    /// <summary>Name of a controller's encoder of the head picture.</summary>
    public const string Head = "head";

    /// <summary>Name of a controller's encoder of the wrist picture.</summary>
    public const string Wrist = "wrist";

    /// <summary>Reads an encoder.</summary>
    /// <param name="path">A folder of dexgrasp models import, or a file of weights (or its folder) of a controller or of an encoder alone, under official names.</param>
    /// <param name="which"><see cref="Head"/> or <see cref="Wrist"/> of a controller; null for an encoder alone.</param>
    /// <param name="heads">Attention heads; null: as config.json says, else one for each 64 numbers of width.</param>
    /// <exception cref="CheckpointException">There are no such weights, or they are not those of an encoder.</exception>
    public static ExportedEncoder Read(string path, string? which, int? heads)
    {
        if (ModelFolder.HasCard(path))
        {
            (TensorMap weights, ControllerConfig config, ModelCard card) = ModelFolder.ReadWeights(path);
            using TensorMap owned = weights;
            VitConfig said = which == Wrist ? config.Wrist : config.Head;
            if (heads is not null && heads != said.Heads)
                throw new CheckpointException($"{path} has encoders of {said.Heads} heads; {heads} were asked for. Leave --dino-heads out.");
            return OfController(weights, which, config, path, $"{card.Name}, weights sha256 {card.WeightsSha256}");
        }

        string file = Directory.Exists(path) ? ModelFolder.FindWeights(path) : path;
        using TensorMap found = CheckpointFile.Read(file);
        heads ??= ReferenceConfig.HeadsBeside(file);
        string source = $"{Path.GetFileName(file)}, sha256 {ModelFolder.Sha256(file)}";
        if (!found.Contains(DinoWeights.ClassToken))
            return found.Contains(ControllerWeights.HeadEncoder + DinoWeights.ClassToken)
                ? OfController(found, which, ControllerWeights.ReadConfig(found, heads), file, source)
                : throw new CheckpointException($"{file} has neither '{DinoWeights.ClassToken}' (a DINOv2 encoder) nor '{ControllerWeights.HeadEncoder}{DinoWeights.ClassToken}' (a DexGraspVLA controller) among its {found.Count} tensors; weights under official names were expected.");
        return which is null
            ? Of(found, "", DinoWeights.ReadConfig(found, "", heads), DinoWeights.ReadImageSize(found, ""), $"DINOv2 encoder; {source}")
            : throw new CheckpointException($"{file} is an encoder alone; leave out --encoder {which}.");
    }

    public void Dispose() => Encoder.Dispose();

    private static ExportedEncoder OfController(TensorMap weights, string? which, ControllerConfig config, string path, string source) => which switch
    {
        Head => Of(weights, ControllerWeights.HeadEncoder, config.Head, config.ImageSize, $"DINOv2 encoder of the head picture; {source}"),
        Wrist => Of(weights, ControllerWeights.WristEncoder, config.Wrist, config.ImageSize, $"DINOv2 encoder of the wrist picture; {source}"),
        _ => throw new CheckpointException($"{path} is a controller with two encoders; say --encoder {Head} or --encoder {Wrist}."),
    };

    private static ExportedEncoder Of(TensorMap weights, string prefix, VitConfig config, int imageSize, string provenance) => new(
        DinoWeights.Load(weights, prefix, config), config, imageSize, $"{provenance}; width {config.Width}, {config.Depth} blocks, {config.Heads} heads");
}
