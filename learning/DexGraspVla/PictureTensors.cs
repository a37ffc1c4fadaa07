using DexGrasp.Core.Images;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// Camera pictures as the controller was trained on them: stretched to a square without keeping the aspect, bilinear without
/// smoothing; masks by nearest neighbour; blue before green before red.
/// </summary>
public static class PictureTensors
{
    private const double White = 255;

    /// <summary>Prepares one picture.</summary>
    /// <param name="picture">HWC, RGB, uint8.</param>
    /// <param name="size">Side of the result. Unit: pixel.</param>
    /// <returns>Shape: [1, 3, size, size], BGR in [0, 1].</returns>
    public static Tensor Bgr(ImageRgb picture, int size)
    {
        using var scope = NewDisposeScope();
        Tensor pixels = tensor(picture.Pixels, dtype: uint8).reshape(picture.Height, picture.Width, 3).permute(2, 0, 1).flip(0).unsqueeze(0);
        return nn.functional.interpolate(pixels.to(float32) / White, size: [size, size], mode: InterpolationMode.Bilinear, align_corners: false).MoveToOuterDisposeScope();
    }

    /// <summary>Prepares the head picture with the mask of the object to grasp.</summary>
    /// <param name="picture">HWC, RGB, uint8.</param>
    /// <param name="mask">The object's pixels. Same size as <paramref name="picture"/>.</param>
    /// <param name="size">Side of the result. Unit: pixel.</param>
    /// <returns>Shape: [1, 4, size, size]: BGR in [0, 1], then the mask, 0 or 1.</returns>
    /// <exception cref="ArgumentException">Picture and mask differ in size.</exception>
    public static Tensor BgrMask(ImageRgb picture, Mask mask, int size)
    {
        if (mask.Width != picture.Width || mask.Height != picture.Height)
            throw new ArgumentException($"The mask is {mask.Width} x {mask.Height} px, the picture {picture.Width} x {picture.Height} px; they must be of one size.");
        using var scope = NewDisposeScope();
        Tensor chosen = tensor(mask.Pixels, dtype: uint8).reshape(1, 1, mask.Height, mask.Width).gt(0).to(float32);
        Tensor resized = nn.functional.interpolate(chosen, size: [size, size], mode: InterpolationMode.Nearest);
        return cat([Bgr(picture, size), resized], 1).MoveToOuterDisposeScope();
    }
}
