using DexGrasp.Core.Images;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Segment Anything with a box as prompt: of the masks that it offers, the one that it thinks best. Pictures are scaled so that the
/// longer side fills the encoder's square, normalised, and padded at the right and below.
/// </summary>
/// <remarks>Kirillov et al., arXiv 2304.02643. A box is two points with the labels 2 and 3.</remarks>
internal sealed class SamSegmenter(MaskModels models)
{
    private const int UsualSide = 1024, LowSide = 256;
    private static readonly float[] Mean = [123.675f, 116.28f, 103.53f], Deviation = [58.395f, 57.12f, 57.375f];
    private static readonly string[] DecoderInputs = ["image_embeddings", "point_coords", "point_labels", "mask_input", "has_mask_input", "orig_im_size"];
    private static readonly string[] DecoderOutputs = ["masks", "iou_predictions"];

    /// <summary>Checks names and shapes.</summary>
    /// <exception cref="MaskModelException">The models are not those of Segment Anything.</exception>
    public static void Check(InferenceSession encoder, InferenceSession decoder)
    {
        int[] picture = encoder.InputMetadata.Values.First().Dimensions;
        if (encoder.InputMetadata.Count != 1 || picture.Length != 4 || picture[1] is not (3 or -1) || picture[2] != picture[3])
            throw new MaskModelException($"{MaskModels.SamEncoderName} takes {Tensors.Describe(encoder.InputMetadata)}; one picture [1, 3, side, side] was expected.");
        Tensors.Need(MaskModels.SamDecoderName, decoder.InputMetadata, DecoderInputs);
        Tensors.Need(MaskModels.SamDecoderName, decoder.OutputMetadata, DecoderOutputs);
    }

    /// <summary>Finds the object in a box.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="box">Unit: px.</param>
    /// <returns>A mask of the picture's size; empty where nothing is found.</returns>
    public Mask Segment(ImageRgb picture, BoundingBox box)
    {
        int side = models.SamEncoder.InputMetadata.Values.First().Dimensions[2];
        side = side > 0 ? side : UsualSide;
        double scale = (double)side / Math.Max(picture.Width, picture.Height);
        using var run = new RunOptions();
        using OrtValue input = Tensors.Of(Normalized(picture, side, scale), 1, 3, side, side);
        using IDisposableReadOnlyCollection<OrtValue> embedding = models.SamEncoder.Run(
            run, [models.SamEncoder.InputMetadata.Keys.First()], [input], [models.SamEncoder.OutputMetadata.Keys.First()]);

        float[] corners = [(float)(box.Left * scale), (float)(box.Top * scale), (float)(box.Right * scale), (float)(box.Bottom * scale)];
        using OrtValue points = Tensors.Of(corners, 1, 2, 2), labels = Tensors.Of([2, 3], 1, 2), noMask = Tensors.Of(new float[LowSide * LowSide], 1, 1, LowSide, LowSide),
            hasMask = Tensors.Of([0], 1), size = Tensors.Of([picture.Height, picture.Width], 2);
        using IDisposableReadOnlyCollection<OrtValue> answer = models.SamDecoder.Run(
            run, DecoderInputs, [embedding[0], points, labels, noMask, hasMask, size], DecoderOutputs);
        return Best(answer[0].GetTensorDataAsSpan<float>(), answer[1].GetTensorDataAsSpan<float>(), picture.Width, picture.Height);
    }

    private static Mask Best(ReadOnlySpan<float> logits, ReadOnlySpan<float> quality, int width, int height)
    {
        int plane = width * height;
        if (logits.Length != plane * quality.Length)
            throw new MaskModelException($"{MaskModels.SamDecoderName} gave {logits.Length} numbers for {quality.Length} masks of {width}x{height} px; it has to give masks of the picture's size.");
        int best = 0;
        for (int i = 1; i < quality.Length; i++)
            if (quality[i] > quality[best])
                best = i;
        var pixels = new byte[plane];
        for (int i = 0; i < plane; i++)
            pixels[i] = logits[(best * plane) + i] > 0 ? (byte)1 : (byte)0;
        return new Mask(width, height, pixels);
    }

    private static float[] Normalized(ImageRgb picture, int side, double scale)
    {
        int width = (int)Math.Round(picture.Width * scale), height = (int)Math.Round(picture.Height * scale);
        byte[] scaled = Tensors.Resized(picture, width, height);
        var numbers = new float[3 * side * side];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int c = 0; c < 3; c++)
                    numbers[(((c * side) + y) * side) + x] = (scaled[(((y * width) + x) * 3) + c] - Mean[c]) / Deviation[c];
        return numbers;
    }
}
