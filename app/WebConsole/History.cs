namespace DexGrasp.App.WebConsole;

/// <summary>The newest few of a stream of messages. The caller locks.</summary>
/// <typeparam name="T">Kind of message.</typeparam>
/// <param name="most">How many are kept. Range: above 0.</param>
internal sealed class History<T>(int most)
{
    private readonly Queue<T> _kept = new(most);

    /// <summary>Adds one; the oldest is forgotten once there are too many.</summary>
    public void Add(T message)
    {
        if (_kept.Count == most)
            _kept.Dequeue();
        _kept.Enqueue(message);
    }

    /// <summary>Returns what is kept, oldest first.</summary>
    public T[] ToArray() => [.. _kept];
}
