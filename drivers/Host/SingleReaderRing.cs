namespace DexGrasp.Drivers.Host;

/// <summary>A bounded queue of values from one thread to one other. Neither waits, neither allocates; when it is full the newest is dropped and counted.</summary>
/// <typeparam name="T">What is queued.</typeparam>
internal sealed class SingleReaderRing<T>(int capacity)
{
    private readonly T[] _items = new T[capacity];
    private long _written;
    private long _read;
    private long _dropped;

    /// <summary>Gets how many were dropped.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>Appends an item. Writing thread only.</summary>
    public void Write(in T item)
    {
        if (_written - Volatile.Read(ref _read) == _items.Length)
        {
            Volatile.Write(ref _dropped, _dropped + 1);
            return;
        }

        _items[_written % _items.Length] = item;
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>Takes the oldest item. Reading thread only.</summary>
    public bool TryRead(out T item)
    {
        if (_read == Volatile.Read(ref _written))
        {
            item = default!;
            return false;
        }

        item = _items[_read % _items.Length];
        _items[_read % _items.Length] = default!;
        Volatile.Write(ref _read, _read + 1);
        return true;
    }
}
