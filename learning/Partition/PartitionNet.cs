using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Learning.Models;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Partition;

/// <summary>The partition network: cells of a picture to votes for the middles of their objects.</summary>
internal sealed class PartitionNet(Device device) : UNet(Shape, device)
{
    /// <summary>Gets its shape on the robot's side.</summary>
    public static UNetShape Shape { get; } = new(
        "partition", PartitionModel.Input, CellPicture.Channels, CellPicture.Height, CellPicture.Width, PartitionModel.Output, 2);
}
