namespace DexGrasp.Drivers.Host;

/// <summary>
/// The newest samples of the loop, for other threads. The loop thread writes without waiting and without allocating;
/// any number of readers copy, each at its own pace, and a reader that is overtaken skips to what is still there.
/// </summary>
public sealed class StateRing
{
    private readonly StateSample[] _samples;

    // Even: complete; odd: being written. A reader that sees the same even number before and after has a whole copy.
    private readonly long[] _versions;
    private long _written;

    /// <summary>Makes a ring.</summary>
    /// <param name="capacity">Samples kept. Range: 2 and above.</param>
    public StateRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _samples = new StateSample[capacity];
        _versions = new long[capacity];
        for (int i = 0; i < capacity; i++)
            _samples[i] = new StateSample();
    }

    /// <summary>Gets how many samples were written since start.</summary>
    public long Written => Volatile.Read(ref _written);

    /// <summary>Writes one sample. Loop thread only.</summary>
    public void Write(StateSample sample)
    {
        int slot = (int)(_written % _samples.Length);
        Interlocked.Increment(ref _versions[slot]);
        _samples[slot].CopyFrom(sample);
        Interlocked.Increment(ref _versions[slot]);
        Volatile.Write(ref _written, _written + 1);
    }

    /// <summary>Copies the next sample that this reader has not seen.</summary>
    /// <param name="cursor">The reader's position; start with 0. Moves past the sample that was read, and past those that are gone.</param>
    /// <param name="into">Receives the sample; its contents count only when true is returned.</param>
    /// <returns>False when there is nothing new.</returns>
    public bool TryRead(ref long cursor, StateSample into)
    {
        while (true)
        {
            long written = Written;
            if (cursor >= written)
                return false;
            cursor = Math.Max(cursor, written - _samples.Length + 1);
            int slot = (int)(cursor % _samples.Length);
            long version = Volatile.Read(ref _versions[slot]);
            if ((version & 1) == 0)
            {
                into.CopyFrom(_samples[slot]);
                Interlocked.MemoryBarrier();
                if (Volatile.Read(ref _versions[slot]) == version && version == 2 * ((cursor / _samples.Length) + 1))
                {
                    cursor++;
                    return true;
                }
            }

            // Overtaken while reading: this sample is gone.
            cursor++;
        }
    }
}
