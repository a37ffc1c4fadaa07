using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>What a DINOv2 model takes and gives, once its names and shapes have been checked.</summary>
/// <param name="Path">The model's file, for messages.</param>
/// <param name="Height">Of its pictures. Unit: px.</param>
/// <param name="Width">Of its pictures. Unit: px.</param>
internal sealed record DinoModelShape(string Path, int Height, int Width)
{
    // The published models have none or 4; more than this is another picture size, not another number of registers.
    private const int MostRegisters = 16;

    /// <summary>Gets rows of patches.</summary>
    public int Rows => Height / DinoModel.PatchSize;

    /// <summary>Gets patches of a row.</summary>
    public int Columns => Width / DinoModel.PatchSize;

    /// <summary>Checks names, types and ranks, and chooses the picture size.</summary>
    /// <exception cref="DinoModelException">The model is of another kind, or not for the size that was asked for.</exception>
    public static DinoModelShape Of(string path, InferenceSession session, DinoModelOptions options)
    {
        IReadOnlyDictionary<string, NodeMetadata> takes = session.InputMetadata, gives = session.OutputMetadata;
        if (takes.Count != 1 || !Tensors.IsFloat(takes, DinoModel.Input) || takes[DinoModel.Input].Dimensions is not [1 or -1, 3 or -1, int height, int width])
            throw new DinoModelException($"{path} takes {Tensors.Describe(takes)}; {DinoModel.Input} Single [1, 3, height, width] alone was expected (-1: any). Export the encoder with that input (docs/models.md).");
        if (!Tensors.IsFloat(gives, DinoModel.Output) || gives[DinoModel.Output].Dimensions.Length != 3)
            throw new DinoModelException($"{path} gives {Tensors.Describe(gives)}; {DinoModel.Output} Single [1, 1 + patches, channels] was expected. Export the encoder with that output (docs/models.md).");
        var shape = new DinoModelShape(path, Side(path, "height", height, options.Height), Side(path, "width", width, options.Width));
        int[] dimensions = gives[DinoModel.Output].Dimensions;
        if (dimensions[1] > 0)
            shape.CountRegisters(dimensions[1]);
        return shape;
    }

    /// <summary>Returns the register tokens between the class token and the patches.</summary>
    /// <exception cref="DinoModelException">There are fewer tokens than the class token and one for each patch, or far more.</exception>
    public int CountRegisters(long tokens)
    {
        long registers = tokens - 1 - (Rows * Columns);
        return registers is >= 0 and <= MostRegisters
            ? (int)registers
            : throw new DinoModelException($"{Path} gives {tokens} tokens for a picture of {Width}x{Height} px; the class token, up to {MostRegisters} registers and {Rows} x {Columns} patches were expected. Ask for the size that the model was exported for, or export it with the class token.");
    }

    private static int Side(string path, string name, int fixedTo, int? wanted)
    {
        int side = fixedTo > 0 ? fixedTo : wanted ?? DinoModelOptions.PublishedSide;
        if (wanted is not null && wanted != side)
            throw new DinoModelException($"{path} is for pictures of {name} {side} px; {wanted} px was asked for. Leave the size out, or export the encoder for that size.");
        return side is >= DinoModel.PatchSize and <= DinoModel.MostSide && side % DinoModel.PatchSize == 0
            ? side
            : throw new DinoModelException($"{path}: the pictures' {name} is {side} px; a multiple of the patch's {DinoModel.PatchSize} px up to {DinoModel.MostSide} px was expected. Ask for, or export, such a size.");
    }
}
