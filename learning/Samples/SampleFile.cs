using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using DexGrasp.Core.Images;
using DexGrasp.Learning.Checkpoints;

namespace DexGrasp.Learning.Samples;

/// <summary>Samples of one or more files, mapped into memory. Thread-safe for reading.</summary>
public sealed unsafe class SampleFile : IDisposable
{
    private readonly List<(MemoryMappedFile File, MemoryMappedViewAccessor View, nint Start)> _files = [];
    private readonly List<int> _first = [0];

    /// <summary>Opens files.</summary>
    /// <param name="paths">In the order in which their samples are numbered.</param>
    /// <exception cref="CheckpointException">A file is none of ours, or of another version.</exception>
    public SampleFile(IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            long count = CountOf(path);
            if (count <= 0)
                throw new CheckpointException($"{path} holds no sample.");
            var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            _files.Add((file, view, (nint)start));
            if (*(ulong*)start != SampleLayout.Magic || *(long*)(start + 8) != SampleLayout.Bytes)
                throw new CheckpointException($"{path} is no sample file of this version (samples of {*(long*)(start + 8)} bytes; {SampleLayout.Bytes} are needed). Collect again.");
            _first.Add(_first[^1] + (int)count);
        }

        ReadOnlySpan<double> numbers = MemoryMarshal.Cast<byte, double>(new ReadOnlySpan<byte>((byte*)_files[0].Start + 16, 12 * 8));
        Head = Camera(numbers);
        Wrist = Camera(numbers[6..]);
    }

    /// <summary>Gets the number of samples.</summary>
    public int Count => _first[^1];

    /// <summary>Gets the head camera's intrinsics at full size.</summary>
    public CameraIntrinsics Head { get; }

    /// <summary>Gets the wrist camera's intrinsics at full size.</summary>
    public CameraIntrinsics Wrist { get; }

    /// <summary>Returns the seed of a sample's episode, so that episodes can be kept apart.</summary>
    /// <param name="index">Range: [0, Count).</param>
    public int EpisodeOf(int index) => MemoryMarshal.Read<int>(this[index]);

    /// <summary>Returns the bytes of a sample.</summary>
    /// <param name="index">Range: [0, Count).</param>
    internal ReadOnlySpan<byte> this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int file = 0;
            while (index >= _first[file + 1])
                file++;
            return new ReadOnlySpan<byte>((byte*)_files[file].Start + SampleLayout.HeaderBytes + ((long)(index - _first[file]) * SampleLayout.Bytes), SampleLayout.Bytes);
        }
    }

    /// <summary>Says whether a file holds at least one sample.</summary>
    public static bool HoldsAny(string path) => CountOf(path) > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((MemoryMappedFile file, MemoryMappedViewAccessor view, _) in _files)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
        }
    }

    private static long CountOf(string path) => (new FileInfo(path).Length - SampleLayout.HeaderBytes) / SampleLayout.Bytes;

    private static CameraIntrinsics Camera(ReadOnlySpan<double> n) => new((int)n[0], (int)n[1], n[2], n[3], n[4], n[5]);
}
