using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Export;

/// <summary>Writes a DINOv2 encoder as an ONNX model that computes what TorchSharp computes, or nothing.</summary>
internal static class DinoExporter
{
    /// <summary>Largest difference to TorchSharp of any number that comes out.</summary>
    public const float Tolerance = 1e-4f;

    private const int PictureSeed = 1;

    // About what black and white become by ImageNet's mean and deviation.
    private const float Darkest = -2.1f, Brightest = 2.6f;

    /// <summary>Writes an encoder, after comparing what the file computes with TorchSharp.</summary>
    /// <param name="file">Receives the model; what was there before stays until the new one is complete and right.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="height">Of the pictures. Unit: px. Range: a multiple of 14, at most <see cref="DinoModel.MostSide"/>.</param>
    /// <param name="width">Of the pictures. Unit: px. The same range.</param>
    /// <returns>The largest difference to TorchSharp.</returns>
    /// <exception cref="CheckpointException">The size is outside of the range, the model would be too large for a file, or it does not compute what it should.</exception>
    /// <exception cref="DinoModelException">OnnxRuntime cannot run the model.</exception>
    public static float Export(string file, ExportedEncoder encoder, int height, int width)
    {
        foreach (int side in (int[])[height, width])
            if (side is < DinoModel.PatchSize or > DinoModel.MostSide || side % DinoModel.PatchSize != 0)
                throw new CheckpointException($"Pictures of {width}x{height} px: multiples of the patch's {DinoModel.PatchSize} px up to {DinoModel.MostSide} px are possible.");
        long bytes = sizeof(float) * encoder.Encoder.parameters().Sum(p => p.numel());
        if (bytes > int.MaxValue)
            throw new CheckpointException($"The encoder has {bytes / 1e9:0.0} GB of weights; an ONNX file holds at most {int.MaxValue / 1e9:0.0} GB.");
        (int rows, int columns) = (height / DinoModel.PatchSize, width / DinoModel.PatchSize);
        using var scope = NewDisposeScope();
        using var still = no_grad();
        float[] positions = encoder.Encoder.Positions(rows, columns).contiguous().data<float>().ToArray();
        OnnxGraph graph = DinoGraph.Make(encoder.Config, rows, columns, Weights.Of(encoder.Encoder), positions, encoder.Provenance);
        float error = float.NaN;
        DurableFile.Write(file, graph.Write, written => error = Check(written, encoder));
        return error;
    }

    /// <summary>Compares a model with TorchSharp on a picture of noise.</summary>
    /// <returns>The largest difference.</returns>
    /// <exception cref="CheckpointException">It is larger than <see cref="Tolerance"/>, or the tokens are others.</exception>
    /// <exception cref="DinoModelException">OnnxRuntime cannot run the model.</exception>
    public static float Check(string file, ExportedEncoder encoder)
    {
        using var model = new DinoModel(file, new DinoModelOptions { PrefersGpu = false });
        var random = new Random(PictureSeed);
        foreach (ref float number in model.Picture)
            number = Darkest + ((Brightest - Darkest) * random.NextSingle());
        model.Run();
        using var scope = NewDisposeScope();
        using var still = no_grad();
        float[] expected = encoder.Encoder.ForwardAll(tensor(model.Picture.ToArray(), [1, 3, model.Height, model.Width])).contiguous().data<float>().ToArray();
        float[] found = [.. model.ClassToken, .. model.Patches];
        float error = found.Length == expected.Length ? found.Zip(expected, (a, b) => Math.Abs(a - b)).Max() : float.PositiveInfinity;
        return error <= Tolerance
            ? error
            : throw new CheckpointException($"On a picture of {model.Width}x{model.Height} px OnnxRuntime's tokens differ from TorchSharp's by {error:0.0e+00}, whose largest is {expected.Max(Math.Abs):0.0}; at most {Tolerance:0e+00} is allowed.");
    }
}
