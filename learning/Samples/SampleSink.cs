using System.Buffers.Binary;
using System.Runtime.InteropServices;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.Learning.Samples;

/// <summary>Cuts demonstrations down to what the compact policy sees and appends them to a sample file, whole episodes at a time.</summary>
public sealed class SampleSink : IDemonstrationSink, IDisposable
{
    private readonly FileStream _file;
    private readonly MemoryStream _episode = new();
    private readonly ArmKinematics _kinematics;
    private readonly ReducedPicture _head = new(SampleLayout.HeadSide, SampleLayout.HeadSide, PolicyLayout.HeadFactor);
    private readonly ReducedPicture _wrist = new(PolicyLayout.WristWidth, PolicyLayout.WristHeight, PolicyLayout.WristFactor);
    private readonly byte[] _bytes = new byte[SampleLayout.Bytes];
    private TargetTrack _track = new();
    private int _number;
    private bool _hasHeader;

    /// <summary>Opens a file to append to.</summary>
    /// <param name="path">Made with its folder if it is not there.</param>
    /// <param name="robot">Whose demonstrations they are.</param>
    public SampleSink(string path, RobotModel robot)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _hasHeader = _file.Length >= SampleLayout.HeaderBytes;
        // What a killed run left behind the last whole sample is written over.
        _file.Position = _hasHeader ? SampleLayout.HeaderBytes + ((_file.Length - SampleLayout.HeaderBytes) / SampleLayout.Bytes * SampleLayout.Bytes) : 0;
        _kinematics = new ArmKinematics(robot);
    }

    /// <summary>Gets how many samples were appended.</summary>
    public int Samples { get; private set; }

    /// <inheritdoc/>
    public void BeginEpisode(DemonstrationStart start) => Begin(start.Seed);

    /// <summary>Begins an episode.</summary>
    /// <param name="number">Tells episodes apart: validation takes whole ones.</param>
    public void Begin(int number)
    {
        _number = number;
        _track = new TargetTrack();
        _episode.SetLength(0);
    }

    /// <inheritdoc/>
    public void Frame(DemonstrationFrame frame)
    {
        Observation o = frame.Observation;
        RigidTransform worldFromHead = o.Head.Calibration.WorldFromCamera(_kinematics, o.HeadState.PositionsRad.Span);
        _track.Update(o.Head, frame.HeadMask, worldFromHead);
        if (!frame.LabelIsValid || !_track.HasTarget)
            return;
        (int left, int top) = _track.Window(o.Head.Calibration, worldFromHead, SampleLayout.HeadSide);
        _head.Take(o.Head, frame.HeadMask, left, top);
        _wrist.Take(o.Wrist, null, 0, 0);
        WriteHeader(o);
        Write(frame, worldFromHead);
        _episode.Write(_bytes);
    }

    /// <inheritdoc/>
    public void EndEpisode(DemonstrationSummary summary)
    {
        if (summary.Kept)
            Keep();
    }

    /// <summary>Appends the episode that was begun.</summary>
    public void Keep()
    {
        _episode.Position = 0;
        _episode.CopyTo(_file);
        _file.Flush();
        Samples += (int)(_episode.Length / SampleLayout.Bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.SetLength(_file.Position);
        _file.Dispose();
        _episode.Dispose();
    }

    private void WriteHeader(Observation o)
    {
        if (_hasHeader)
            return;
        Span<byte> header = stackalloc byte[SampleLayout.HeaderBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(header, SampleLayout.Magic);
        BinaryPrimitives.WriteInt64LittleEndian(header[8..], SampleLayout.Bytes);
        Span<double> numbers = MemoryMarshal.Cast<byte, double>(header[16..]);
        Put(numbers, o.Head.Calibration.Intrinsics);
        Put(numbers[6..], o.Wrist.Calibration.Intrinsics);
        _file.Write(header);
        _hasHeader = true;
    }

    private void Write(DemonstrationFrame frame, RigidTransform worldFromHead)
    {
        Observation o = frame.Observation;
        Span<byte> to = _bytes;
        BinaryPrimitives.WriteInt32LittleEndian(to, _number);
        BinaryPrimitives.WriteInt32LittleEndian(to[4..], frame.Number);
        _head.Rgb.CopyTo(to[SampleLayout.HeadRgb..]);
        MemoryMarshal.AsBytes(_head.Depth.AsSpan()).CopyTo(to[SampleLayout.HeadDepth..]);
        _head.Mask.CopyTo(to[SampleLayout.HeadMask..]);
        _wrist.Rgb.CopyTo(to[SampleLayout.WristRgb..]);
        MemoryMarshal.AsBytes(_wrist.Depth.AsSpan()).CopyTo(to[SampleLayout.WristDepth..]);
        BinaryPrimitives.WriteInt32LittleEndian(to[SampleLayout.Window..], _head.Left);
        BinaryPrimitives.WriteInt32LittleEndian(to[(SampleLayout.Window + 4)..], _head.Top);

        ReadOnlySpan<double> positions = o.State.PositionsRad.Span;
        RigidTransform worldFromTool = _kinematics.WorldFromTool(positions);
        Span<double> poses = MemoryMarshal.Cast<byte, double>(to[SampleLayout.Poses..SampleLayout.Target]);
        Put(poses, worldFromHead);
        Put(poses[7..], o.Wrist.Calibration.WorldFromCamera(_kinematics, o.WristState.PositionsRad.Span));
        Put(poses[14..], _kinematics.WorldFromTool(o.WristState.PositionsRad.Span));
        Put(poses[21..], worldFromTool);

        Span<double> target = MemoryMarshal.Cast<byte, double>(to[SampleLayout.Target..SampleLayout.Joints]);
        TargetBounds bounds = _track.Bounds;
        (target[0], target[1], target[2]) = (bounds.Centre.X, bounds.Centre.Y, bounds.Centre.Z);
        (target[3], target[4], target[5]) = (bounds.HalfExtents.X, bounds.HalfExtents.Y, bounds.HalfExtents.Z);
        target[6] = bounds.Seen;

        Span<double> joints = MemoryMarshal.Cast<byte, double>(to[SampleLayout.Joints..SampleLayout.Chunk]);
        positions.CopyTo(joints);
        o.State.CommandedRad.Span.CopyTo(joints[RobotModel.Dof..]);
        o.State.EffortsNm.Span.CopyTo(joints[(2 * RobotModel.Dof)..]);
        Span<float> chunk = MemoryMarshal.Cast<byte, float>(to[SampleLayout.Chunk..SampleLayout.Truth]);
        for (int i = 0; i < chunk.Length; i++)
            chunk[i] = (float)frame.Label.PositionsRad[i];
        SampleTruth.Write(frame, worldFromTool, MemoryMarshal.Cast<byte, float>(to.Slice(SampleLayout.Truth, SampleLayout.TruthSize * 4)));
    }

    private static void Put(Span<double> into, CameraIntrinsics c) =>
        (into[0], into[1], into[2], into[3], into[4], into[5]) = (c.Width, c.Height, c.FocalX, c.FocalY, c.CenterX, c.CenterY);

    private static void Put(Span<double> into, RigidTransform t)
    {
        (into[0], into[1], into[2]) = (t.Translation.X, t.Translation.Y, t.Translation.Z);
        (into[3], into[4], into[5], into[6]) = t.Rotation.ToWxyz();
    }
}
