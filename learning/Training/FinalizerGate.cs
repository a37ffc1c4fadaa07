using System.Runtime.CompilerServices;

namespace DexGrasp.Learning.Training;

/// <summary>
/// Holds back the runtime's finalizers while several threads compute. TorchSharp (0.107) passes numbers to libtorch as native objects that
/// nothing keeps alive during the call: a collection on one thread lets the finalizer free a number that a call on another thread is
/// reading. Rare, and then the number is wrong, or libtorch says that it is of no type.
/// </summary>
/// <remarks>One at a time in a process. Thread-safe for the thread that made it alone.</remarks>
internal sealed class FinalizerGate : IDisposable
{
    private readonly ManualResetEventSlim _open = new(), _isHeld = new();

    /// <summary>Closes the gate; returns once no finalizer runs any more.</summary>
    public FinalizerGate() => Close();

    /// <summary>Lets finalizers run that have waited. No other thread may be computing.</summary>
    public void Drain()
    {
        _open.Set();
        GC.WaitForPendingFinalizers();
        _open.Reset();
        _isHeld.Reset();
        Close();
    }

    /// <inheritdoc/>
    public void Dispose() => _open.Set();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(FinalizerGate gate) => _ = new Blocker(gate);

    private void Close()
    {
        Abandon(this);
        // The blocker is found dead, and its finalizer then waits: whoever dies later waits behind it.
        while (!_isHeld.Wait(TimeSpan.FromMilliseconds(10)))
            GC.Collect();
    }

    private sealed class Blocker(FinalizerGate gate)
    {
        ~Blocker()
        {
            gate._isHeld.Set();
            gate._open.Wait();
        }
    }
}
