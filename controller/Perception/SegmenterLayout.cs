using DexGrasp.Controller.Policy;

namespace DexGrasp.Controller.Perception;

/// <summary>Shapes of what the segmenter sees and says: a window of the head picture at half resolution.</summary>
public static class SegmenterLayout
{
    /// <summary>Camera pixels that make one pixel of the window, along each side.</summary>
    public const int Factor = PolicyLayout.HeadFactor;

    /// <summary>Side of the window: about 24 cm on the table. Unit: policy px.</summary>
    public const int Size = PolicyLayout.HeadSize;

    /// <summary>Channels: red, green, blue, prompt, x and y from the prompt's middle, height, has a reading, nearness of the robot, whether the prompt is a mask.</summary>
    public const int Channels = PolicyLayout.HeadChannels + 2;

    /// <summary>Pixels of the window.</summary>
    public const int Pixels = Size * Size;

    /// <summary>Numbers of the input. Shape: [Channels x Size x Size].</summary>
    public const int Length = Channels * Pixels;

    /// <summary>Name of the model's input. Shape: [1, Channels, Size, Size].</summary>
    public const string Input = "window";

    /// <summary>Name of the model's output: log odds that a pixel is the target's. Shape: [1, 1, Size, Size].</summary>
    public const string Output = "logits";
}
