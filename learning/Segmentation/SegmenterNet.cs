using DexGrasp.Controller.Perception;
using DexGrasp.Learning.Models;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Segmentation;

/// <summary>The segmenter: a window of <see cref="SegmenterLayout"/> to the log odds that a pixel is the target's.</summary>
internal sealed class SegmenterNet(Device device) : UNet(Shape, device)
{
    /// <summary>Gets its shape on the robot's side.</summary>
    public static UNetShape Shape { get; } = new(
        "segmenter", SegmenterLayout.Input, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size, SegmenterLayout.Output, 1);
}
