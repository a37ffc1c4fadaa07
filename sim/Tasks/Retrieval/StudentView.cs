namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// What a robot without knowledge of the simulation would know: in each of the last frames its noisy joint positions, and where a
/// camera found the target at the last reading, x and y from the box's middle. Source of the view: arXiv 2502.18423.
/// </summary>
internal sealed class StudentView
{
    /// <summary>Frames that are kept.</summary>
    public const int Frames = 15;

    /// <summary>Numbers of a frame: thirteen joints (rad), x and y (m).</summary>
    public const int FrameSize = 15;

    private readonly float[] _ring = new float[Frames * FrameSize];
    private int _next;

    /// <summary>Fills all frames with the first one.</summary>
    public void Begin(ReadOnlySpan<double> jointsRad, double x, double y)
    {
        for (int i = 0; i < Frames; i++)
            Add(jointsRad, x, y);
    }

    /// <summary>Adds a frame in the place of the oldest.</summary>
    public void Add(ReadOnlySpan<double> jointsRad, double x, double y)
    {
        Span<float> frame = _ring.AsSpan(_next * FrameSize, FrameSize);
        for (int i = 0; i < jointsRad.Length; i++)
            frame[i] = (float)jointsRad[i];
        (frame[FrameSize - 2], frame[FrameSize - 1]) = ((float)x, (float)y);
        _next = (_next + 1) % Frames;
    }

    /// <summary>Writes the frames, oldest first. Shape: [15 x 15].</summary>
    public void Write(Span<float> frames)
    {
        int first = _next * FrameSize;
        _ring.AsSpan(first).CopyTo(frames);
        _ring.AsSpan(0, first).CopyTo(frames[(_ring.Length - first)..]);
    }
}
