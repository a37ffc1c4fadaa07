using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;

namespace DexGrasp.Learning.Samples;

/// <summary>How one sample lies in a sample file: fixed places, little-endian, so that files can be mapped and read in any order.</summary>
internal static class SampleLayout
{
    /// <summary>First bytes of a file.</summary>
    public const ulong Magic = 0x31_50_4D_53_47_58_45_44;

    /// <summary>Policy pixels on each side of the head window that are kept beyond it, so that training can shift it.</summary>
    public const int Margin = 8;

    /// <summary>Side of the head window that is kept.</summary>
    public const int HeadSide = PolicyLayout.HeadSize + (2 * Margin);

    /// <summary>Auxiliary targets: see <see cref="SampleTruth"/>.</summary>
    public const int TruthSize = 20;

    private const int HeadPixels = HeadSide * HeadSide;
    private const int WristPixels = PolicyLayout.WristWidth * PolicyLayout.WristHeight;

    /// <summary>Bytes before the first sample: magic, sample size, intrinsics of both cameras (2 x 6 doubles).</summary>
    public const int HeaderBytes = 8 + 8 + (12 * 8);

    public const int Episode = 0;
    public const int HeadRgb = 8;
    public const int HeadDepth = HeadRgb + (3 * HeadPixels);
    public const int HeadMask = HeadDepth + (2 * HeadPixels);
    public const int WristRgb = HeadMask + HeadPixels;
    public const int WristDepth = WristRgb + (3 * WristPixels);

    /// <summary>Head window's corner, 2 x int32.</summary>
    public const int Window = WristDepth + (2 * WristPixels);

    /// <summary>Poses of head camera, wrist camera, tool at the wrist picture and tool now: 4 x (translation, wxyz), doubles.</summary>
    public const int Poses = Window + 8;

    /// <summary>Centre, half extents, share seen: 7 doubles.</summary>
    public const int Target = Poses + (4 * 7 * 8);

    /// <summary>Positions, commands, efforts: 3 x 13 doubles.</summary>
    public const int Joints = Target + (7 * 8);

    /// <summary>Label: 64 x 13 floats, absolute, rad.</summary>
    public const int Chunk = Joints + (3 * RobotModel.Dof * 8);

    /// <summary>Auxiliary targets, floats; not numbers where unknown.</summary>
    public const int Truth = Chunk + (PolicyLayout.ChunkSize * 4);

    /// <summary>Bytes of a sample.</summary>
    public const int Bytes = (Truth + (TruthSize * 4) + 7) / 8 * 8;
}
