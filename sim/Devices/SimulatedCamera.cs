using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;

namespace DexGrasp.Sim.Devices;

/// <summary>
/// One camera of a simulated robot, behind the interface of real cameras. It draws only while somebody reads. At real pace
/// pictures are drawn beside the loop and a slow reader loses some; at fast pace the simulation waits for the reader.
/// </summary>
public sealed class SimulatedCamera : ICamera
{
    private readonly Channel<CameraFrame> _frames;
    private int _readers;
    private long _dropped;

    internal SimulatedCamera(CameraSpec spec, SimulationPace pace)
    {
        Spec = spec;
        _frames = Channel.CreateBounded<CameraFrame>(
            new BoundedChannelOptions(1) { FullMode = pace == SimulationPace.Real ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <inheritdoc/>
    public string Name => Spec.Name;

    /// <summary>Gets size, rate and mounting.</summary>
    public CameraSpec Spec { get; }

    /// <inheritdoc/>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Gets whether somebody reads.</summary>
    internal bool IsRead => Volatile.Read(ref _readers) > 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Somebody reads already: one reader at a time.</exception>
    public async IAsyncEnumerable<CameraFrame> ReadFramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _readers, 1, 0) != 0)
            throw new InvalidOperationException($"Camera '{Name}' is being read already; one reader at a time.");
        try
        {
            Drain();
            while (true)
            {
                CameraFrame frame;
                try
                {
                    frame = await _frames.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                }
                catch (Exception end) when (end is OperationCanceledException or ChannelClosedException)
                {
                    yield break;
                }

                yield return frame;
            }
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
            Drain();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Writer.TryComplete();

    /// <summary>Counts a picture that could not be taken in time.</summary>
    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    /// <summary>Hands a picture to the reader; at fast pace waits until the reader takes it.</summary>
    /// <returns>False when cancelled.</returns>
    internal bool Deliver(CameraFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            while (IsRead && !_frames.Writer.TryWrite(frame))
            {
                ValueTask<bool> room = _frames.Writer.WaitToWriteAsync(cancellationToken);
                if (!room.AsTask().GetAwaiter().GetResult())
                    return true;
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // A picture that nobody waits for any more must neither hold up the simulation nor reach the next reader.
    private void Drain()
    {
        while (_frames.Reader.TryRead(out _))
            continue;
    }
}
