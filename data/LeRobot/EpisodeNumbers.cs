namespace DexGrasp.Data.LeRobot;

/// <summary>All numbers of one episode, exactly as stored. Immutable; safe to share between threads.</summary>
public sealed class EpisodeNumbers
{
    private readonly Dictionary<string, (double[] Values, int Size)> _columns;

    internal EpisodeNumbers(int frames, Dictionary<string, (double[] Values, int Size)> columns)
    {
        Frames = frames;
        _columns = columns;
    }

    /// <summary>Gets how many frames there are.</summary>
    public int Frames { get; }

    /// <summary>Gets the keys of the features.</summary>
    public IReadOnlyCollection<string> Keys => _columns.Keys;

    /// <summary>Returns a feature of all frames. Shape: [frames x size], row-major.</summary>
    /// <exception cref="KeyNotFoundException">There is no such feature of numbers.</exception>
    public ReadOnlySpan<double> Column(string key) => _columns[key].Values;

    /// <summary>Returns a feature of one frame. Shape: [size].</summary>
    /// <exception cref="KeyNotFoundException">There is no such feature of numbers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such frame.</exception>
    public ReadOnlySpan<double> Row(string key, int frame)
    {
        (double[] values, int size) = _columns[key];
        return values.AsSpan(frame * size, size);
    }
}
