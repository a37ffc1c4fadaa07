using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// Shapes of what the compact policy sees and says. Pictures come as colour and depth at reduced size: the head's cut out around
/// the target, the wrist's whole. Every pixel carries its point in space, so that light and table look matter little.
/// </summary>
public static class PolicyLayout
{
    /// <summary>Head pixels that make one policy pixel, along each side.</summary>
    public const int HeadFactor = 2;

    /// <summary>Side of the square that is cut out of the head picture around the target: about 24 cm. Unit: policy px.</summary>
    public const int HeadSize = 64;

    /// <summary>Channels of the head picture: red, green, blue, mask, x and y from the target, height, whether there is a reading.</summary>
    public const int HeadChannels = 8;

    /// <summary>Wrist pixels that make one policy pixel, along each side.</summary>
    public const int WristFactor = 4;

    /// <summary>Width of the wrist picture. Unit: policy px.</summary>
    public const int WristWidth = 80;

    /// <summary>Height of the wrist picture. Unit: policy px.</summary>
    public const int WristHeight = 60;

    /// <summary>Channels of the wrist picture: red, green, blue, x, y and z in the tool's frame, x and y from the target, height, whether there is a reading.</summary>
    public const int WristChannels = 10;

    /// <summary>Numbers of the state: see <see cref="PolicyState"/>.</summary>
    public const int StateSize = 54;

    /// <summary>Joint targets of a whole chunk.</summary>
    public const int ChunkSize = ActionChunk.Horizon * RobotModel.Dof;

    /// <summary>Numbers of a head picture. Shape: [HeadChannels x HeadSize x HeadSize].</summary>
    public const int HeadLength = HeadChannels * HeadSize * HeadSize;

    /// <summary>Numbers of a wrist picture. Shape: [WristChannels x WristHeight x WristWidth].</summary>
    public const int WristLength = WristChannels * WristHeight * WristWidth;
}
