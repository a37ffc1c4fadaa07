using System.Runtime.InteropServices;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Samples;

namespace DexGrasp.Learning.Segmentation;

/// <summary>Turns samples into windows with prompts and the target's true pixels, by the very code that the robot runs. One thread at a time.</summary>
/// <param name="file">Stays the caller's.</param>
/// <param name="robot">Of the demonstrations.</param>
/// <param name="augmentation">What is changed in colours and distances.</param>
internal sealed class SegmenterReader(SampleFile file, RobotModel robot, Augmentation augmentation)
{
    private const double BoxShare = 0.35, OldShare = 0.1;
    private const int OldestFrames = 8;
    private const int WindowJitter = 2;
    private readonly EarlierMask _earlier = new(file);
    private readonly SegmenterView _view = new(robot);
    private readonly ReducedPicture _picture = new(SegmenterLayout.Size, SegmenterLayout.Size, SegmenterLayout.Factor);
    private readonly byte[] _prompt = new byte[SampleLayout.HeadSide * SampleLayout.HeadSide];

    /// <summary>Reads a sample.</summary>
    /// <param name="index">Range: [0, file.Count).</param>
    /// <param name="wanted">Which prompt, if the sample can have it; null for either, as a tracker meets them.</param>
    /// <param name="random">Decides what is changed.</param>
    /// <param name="input">Shape: [<see cref="SegmenterLayout.Length"/>]. Written.</param>
    /// <param name="target">Share of each pixel that is the target's. Shape: [<see cref="SegmenterLayout.Pixels"/>]. Range: 0 to 1. Written.</param>
    /// <returns>The prompt that was given.</returns>
    public SegmenterPrompt Read(int index, SegmenterPrompt? wanted, Random random, Span<float> input, Span<float> target)
    {
        ReadOnlySpan<byte> bytes = file[index];
        ReadOnlySpan<byte> truth = bytes.Slice(SampleLayout.HeadMask, _prompt.Length);
        SegmenterPrompt prompt = WritePrompt(index, truth, wanted, random);
        (int left, int top) = Window(random);
        TakeWindow(bytes, left, top);
        for (int i = 0; i < target.Length; i++)
            target[i] = truth[((top + (i / SegmenterLayout.Size)) * SampleLayout.HeadSide) + left + (i % SegmenterLayout.Size)] / 255f;
        PictureChange.Recolour(_picture.Rgb, augmentation, random, random.NextDouble() < augmentation.ChannelSwap);
        PictureChange.ShiftDepth(_picture.Depth, augmentation, random);
        ReadOnlySpan<double> pose = Doubles(bytes, SampleLayout.Poses, 7);
        var worldFromCamera = new RigidTransform(Rotation.FromWxyz(pose[3], pose[4], pose[5], pose[6]), new Vector3d(pose[0], pose[1], pose[2]));
        _view.Write(_picture, file.Head, worldFromCamera, Doubles(bytes, SampleLayout.Joints, RobotModel.Dof), prompt, input);
        return prompt;
    }

    private SegmenterPrompt WritePrompt(int index, ReadOnlySpan<byte> truth, SegmenterPrompt? wanted, Random random)
    {
        double choice = random.NextDouble();
        int back = choice > 1 - OldShare ? random.Next(2, OldestFrames + 1) : random.Next(1, 3);
        bool hidden = EarlierMask.Count(truth) == 0;
        bool box = wanted is { } w ? w == SegmenterPrompt.Box : choice < BoxShare;
        if ((!box || hidden) && _earlier.Find(index, back, random.Next(2) == 0, _prompt))
        {
            PromptChange.Spoil(_prompt, random);
            return SegmenterPrompt.Mask;
        }

        PromptChange.Box(truth, random, _prompt);
        return SegmenterPrompt.Box;
    }

    // The window has the prompt in its middle, as far as the sample reaches.
    private (int Left, int Top) Window(Random random)
    {
        const int Most = 2 * SampleLayout.Margin;
        (int left, int top, int right, int bottom) = PromptChange.Bounds(_prompt);
        (int x, int y) = right > left ? ((left + right - SegmenterLayout.Size) / 2, (top + bottom - SegmenterLayout.Size) / 2) : (SampleLayout.Margin, SampleLayout.Margin);
        return (Math.Clamp(x + random.Next(-WindowJitter, WindowJitter + 1), 0, Most), Math.Clamp(y + random.Next(-WindowJitter, WindowJitter + 1), 0, Most));
    }

    private void TakeWindow(ReadOnlySpan<byte> bytes, int left, int top)
    {
        const int Size = SegmenterLayout.Size;
        _picture.Left = MemoryMarshal.Read<int>(bytes[SampleLayout.Window..]) + left;
        _picture.Top = MemoryMarshal.Read<int>(bytes[(SampleLayout.Window + 4)..]) + top;
        ReadOnlySpan<ushort> depth = MemoryMarshal.Cast<byte, ushort>(bytes[SampleLayout.HeadDepth..SampleLayout.HeadMask]);
        for (int y = 0; y < Size; y++)
        {
            int from = ((y + top) * SampleLayout.HeadSide) + left, to = y * Size;
            bytes.Slice(SampleLayout.HeadRgb + (3 * from), 3 * Size).CopyTo(_picture.Rgb.AsSpan(3 * to));
            depth.Slice(from, Size).CopyTo(_picture.Depth.AsSpan(to));
            _prompt.AsSpan(from, Size).CopyTo(_picture.Mask.AsSpan(to));
        }
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<byte> bytes, int at, int count) => MemoryMarshal.Cast<byte, double>(bytes.Slice(at, 8 * count));
}
