using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>What is remembered of the object to grasp, to find it again in later pictures.</summary>
/// <param name="Colours">Of the object, in the head picture.</param>
/// <param name="OtherColours">Of everything else above the table at that time.</param>
/// <param name="Pixels">Size in the head picture. Unit: px.</param>
/// <param name="Center">Where it was last seen. Unit: m.</param>
internal sealed record TargetModel(ColourModel Colours, ColourModel OtherColours, int Pixels, Vector3d Center)
{
    /// <summary>Learns an object from the picture in which it was segmented.</summary>
    public static TargetModel Learn(WorldPicture picture, Mask mask, Vector3d center) => new(
        ColourModel.Learn(picture.Frame.Rgb, Enumerable.Range(0, mask.Pixels.Length).Where(i => mask.Pixels[i] != 0)),
        ColourModel.Learn(picture.Frame.Rgb, Enumerable.Range(0, mask.Pixels.Length).Where(i => mask.Pixels[i] == 0 && TargetSegmenter.IsAbove(picture, i))),
        mask.Area(), center);
}
