using System.Collections.Concurrent;

namespace DexGrasp.Drivers.Host;

/// <summary>What other threads ask of the loop, until its next tick. Nobody waits. Any thread may ask; the loop thread takes.</summary>
internal sealed class LoopMailbox
{
    /// <summary>The most requests that may wait for one tick.</summary>
    public const int Capacity = 16;

    private readonly ConcurrentQueue<LoopRequest> _requests = new();
    private string? _stop;
    private string? _fault;
    private long _overruns;
    private long _received;

    /// <summary>Gets how many requests were dropped because too many came between two ticks.</summary>
    public long Overruns => Interlocked.Read(ref _overruns);

    /// <summary>Gets how many requests came in so far, stops included.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Leaves a request. Returns false and counts when too many wait already.</summary>
    public bool Post(in LoopRequest request)
    {
        if (_requests.Count >= Capacity)
        {
            Interlocked.Increment(ref _overruns);
            return false;
        }

        _requests.Enqueue(request);
        Interlocked.Increment(ref _received);
        return true;
    }

    /// <summary>Asks for a stop; never dropped. The first reason is kept.</summary>
    public void PostStop(string reason)
    {
        Interlocked.CompareExchange(ref _stop, reason, null);
        Interlocked.Increment(ref _received);
    }

    /// <summary>Reports a device that cannot be trusted; never dropped. The first report is kept.</summary>
    public void PostFault(string what) => Interlocked.CompareExchange(ref _fault, what, null);

    /// <summary>Takes the reason of a stop that was asked for; null where none was.</summary>
    public string? TakeStop() => Interlocked.Exchange(ref _stop, null);

    /// <summary>Takes the report of a faulty device; null where there is none.</summary>
    public string? TakeFault() => Interlocked.Exchange(ref _fault, null);

    /// <summary>Takes the oldest request; false where none waits.</summary>
    public bool TryTake(out LoopRequest request) => _requests.TryDequeue(out request);
}
