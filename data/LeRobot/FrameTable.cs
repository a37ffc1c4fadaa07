namespace DexGrasp.Data.LeRobot;

/// <summary>
/// Numbers of all episodes in memory, in single precision, for training: any frame of any episode without a copy.
/// 150,000 frames of 26 joints take 16 MB. Immutable; safe to share between threads.
/// </summary>
public sealed class FrameTable
{
    private readonly Dictionary<string, (float[] Values, int Size)> _columns;
    private readonly int[] _starts;

    internal FrameTable(int[] starts, Dictionary<string, (float[] Values, int Size)> columns)
    {
        _starts = starts;
        _columns = columns;
    }

    /// <summary>Gets how many episodes there are.</summary>
    public int Episodes => _starts.Length - 1;

    /// <summary>Gets how many frames there are.</summary>
    public int Frames => _starts[^1];

    /// <summary>Returns how many frames an episode has.</summary>
    public int Length(int episode) => _starts[episode + 1] - _starts[episode];

    /// <summary>Returns a feature of all frames of one episode. Shape: [length x size], row-major.</summary>
    /// <exception cref="KeyNotFoundException">The feature was not loaded.</exception>
    public ReadOnlySpan<float> Episode(string key, int episode)
    {
        (float[] values, int size) = _columns[key];
        return values.AsSpan(_starts[episode] * size, Length(episode) * size);
    }

    /// <summary>Returns a feature of one frame. Shape: [size].</summary>
    /// <param name="key">Name of the feature.</param>
    /// <param name="episode">From 0.</param>
    /// <param name="frame">From 0, in the episode.</param>
    /// <exception cref="KeyNotFoundException">The feature was not loaded.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The episode has no such frame.</exception>
    public ReadOnlySpan<float> Row(string key, int episode, int frame)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, Length(episode));
        (float[] values, int size) = _columns[key];
        return values.AsSpan((_starts[episode] + frame) * size, size);
    }
}
