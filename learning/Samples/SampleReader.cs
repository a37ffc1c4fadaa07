using System.Runtime.InteropServices;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Learning.Samples;

/// <summary>Turns samples into the numbers that the networks take, by the very code that the robot runs. One thread at a time.</summary>
/// <param name="file">Stays the caller's.</param>
/// <param name="robot">Of the demonstrations.</param>
/// <param name="cell">Of the demonstrations.</param>
/// <param name="augmentation">What is changed at random.</param>
public sealed class SampleReader(SampleFile file, RobotModel robot, Workcell cell, Augmentation augmentation)
{
    private readonly ChunkCode _code = new(robot);
    private readonly double[] _label = new double[PolicyLayout.ChunkSize];
    private readonly ReducedPicture _head = new(PolicyLayout.HeadSize, PolicyLayout.HeadSize, PolicyLayout.HeadFactor);
    private readonly ReducedPicture _wrist = new(PolicyLayout.WristWidth, PolicyLayout.WristHeight, PolicyLayout.WristFactor);

    /// <summary>Reads a sample.</summary>
    /// <param name="index">Range: [0, file.Count).</param>
    /// <param name="random">Decides what is changed.</param>
    /// <param name="head">Shape: [HeadLength]. Written.</param>
    /// <param name="wrist">Shape: [WristLength]. Written.</param>
    /// <param name="state">Shape: [StateSize]. Written.</param>
    /// <param name="chunk">Encoded by <see cref="ChunkCode"/>, not yet normalised. Shape: [64 x 13]. Written.</param>
    /// <param name="truth">Shape: [<see cref="SampleLayout.TruthSize"/>]. Written.</param>
    public void Read(int index, Random random, Span<float> head, Span<float> wrist, Span<float> state, Span<float> chunk, Span<float> truth)
    {
        ReadOnlySpan<byte> bytes = file[index];
        ReadOnlySpan<double> poses = Doubles(bytes, SampleLayout.Poses, 28), bounds = Doubles(bytes, SampleLayout.Target, 7);
        var centre = new Vector3d(bounds[0], bounds[1], bounds[2]) + (Noise(random) * augmentation.CentreM);
        var target = new TargetBounds(centre, new Vector3d(bounds[3], bounds[4], bounds[5]), bounds[6]);

        TakeHead(bytes, random);
        bool swap = random.NextDouble() < augmentation.ChannelSwap;
        PictureChange.Recolour(_head.Rgb, augmentation, random, swap);
        PictureChange.ShiftDepth(_head.Depth, augmentation, random);
        SpoilMask(_head, random);
        PolicyView.WriteHead(_head, file.Head, Pose(poses), centre, head);

        bytes.Slice(SampleLayout.WristRgb, _wrist.Rgb.Length).CopyTo(_wrist.Rgb);
        MemoryMarshal.Cast<byte, ushort>(bytes.Slice(SampleLayout.WristDepth, 2 * _wrist.Depth.Length)).CopyTo(_wrist.Depth);
        PictureChange.Recolour(_wrist.Rgb, augmentation, random, swap);
        PictureChange.ShiftDepth(_wrist.Depth, augmentation, random);
        PolicyView.WriteWrist(_wrist, file.Wrist, Pose(poses[7..]), Pose(poses[14..]), centre, wrist);

        double[] joints = Doubles(bytes, SampleLayout.Joints, 3 * RobotModel.Dof).ToArray();
        ReadOnlyMemory<double> command = joints.AsMemory(RobotModel.Dof, RobotModel.Dof);
        Encode(bytes, command.Span, chunk);
        for (int i = 0; i < RobotModel.Dof; i++)
            joints[i] += augmentation.JointRad * Gaussian.Next(random);
        var measured = new RobotState(
            0, TimeSpan.Zero, joints.AsMemory(0, RobotModel.Dof), ReadOnlyMemory<double>.Empty, joints.AsMemory(2 * RobotModel.Dof), command, GateMode.Running, Guid.Empty, 0);
        PolicyState.Write(robot, cell, measured, Pose(poses[21..]), target, state);
        MemoryMarshal.Cast<byte, float>(bytes.Slice(SampleLayout.Truth, 4 * SampleLayout.TruthSize)).CopyTo(truth);
    }

    /// <summary>Reads the encoded chunk alone.</summary>
    /// <param name="index">Range: [0, file.Count).</param>
    /// <param name="chunk">Shape: [64 x 13]. Written.</param>
    public void ReadChunk(int index, Span<float> chunk)
    {
        ReadOnlySpan<byte> bytes = file[index];
        Encode(bytes, Doubles(bytes, SampleLayout.Joints, 2 * RobotModel.Dof)[RobotModel.Dof..], chunk);
    }

    private void Encode(ReadOnlySpan<byte> bytes, ReadOnlySpan<double> command, Span<float> chunk)
    {
        ReadOnlySpan<float> label = MemoryMarshal.Cast<byte, float>(bytes.Slice(SampleLayout.Chunk, 4 * PolicyLayout.ChunkSize));
        for (int i = 0; i < label.Length; i++)
            _label[i] = label[i];
        _code.Encode(_label, command, chunk);
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<byte> bytes, int at, int count) => MemoryMarshal.Cast<byte, double>(bytes.Slice(at, 8 * count));

    private static RigidTransform Pose(ReadOnlySpan<double> n) => new(Rotation.FromWxyz(n[3], n[4], n[5], n[6]), new Vector3d(n[0], n[1], n[2]));

    private static Vector3d Noise(Random random) => new(Gaussian.Next(random), Gaussian.Next(random), Gaussian.Next(random));

    private void TakeHead(ReadOnlySpan<byte> bytes, Random random)
    {
        int most = augmentation.WindowShiftPx;
        int shiftX = SampleLayout.Margin + random.Next(-most, most + 1), shiftY = SampleLayout.Margin + random.Next(-most, most + 1);
        _head.Left = MemoryMarshal.Read<int>(bytes[SampleLayout.Window..]) + shiftX;
        _head.Top = MemoryMarshal.Read<int>(bytes[(SampleLayout.Window + 4)..]) + shiftY;
        ReadOnlySpan<ushort> depth = MemoryMarshal.Cast<byte, ushort>(bytes[SampleLayout.HeadDepth..SampleLayout.HeadMask]);
        for (int y = 0; y < PolicyLayout.HeadSize; y++)
        {
            int from = ((y + shiftY) * SampleLayout.HeadSide) + shiftX, to = y * PolicyLayout.HeadSize;
            bytes.Slice(SampleLayout.HeadRgb + (3 * from), 3 * PolicyLayout.HeadSize).CopyTo(_head.Rgb.AsSpan(3 * to));
            depth.Slice(from, PolicyLayout.HeadSize).CopyTo(_head.Depth.AsSpan(to));
            bytes.Slice(SampleLayout.HeadMask + from, PolicyLayout.HeadSize).CopyTo(_head.Mask.AsSpan(to));
        }
    }

    private void SpoilMask(ReducedPicture picture, Random random)
    {
        double choice = random.NextDouble();
        if (choice < augmentation.MaskLost)
        {
            Array.Clear(picture.Mask);
            return;
        }

        if (random.NextDouble() < augmentation.MaskRim)
            MaskRim.Change(picture.Mask, picture.Width, thicker: random.Next(2) == 0);
        if (random.NextDouble() < augmentation.MaskHole)
        {
            int size = random.Next(3, 12), left = random.Next(16, 48), top = random.Next(16, 48);
            for (int y = top; y < Math.Min(top + size, picture.Height); y++)
                picture.Mask.AsSpan((y * picture.Width) + left, Math.Min(size, picture.Width - left)).Clear();
        }
    }
}
