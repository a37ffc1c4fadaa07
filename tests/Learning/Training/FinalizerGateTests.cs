using System.Runtime.CompilerServices;
using DexGrasp.Learning.Training;
using Xunit;

namespace DexGrasp.Tests.Learning.Training;

public sealed class FinalizerGateTests
{
    private static int s_finalized;

    [Fact]
    public void Gate_Closed_HoldsFinalizersBackUntilItIsDrained()
    {
        using (var gate = new FinalizerGate())
        {
            int before = Volatile.Read(ref s_finalized);
            Abandon(100);
            Collect();
            Assert.Equal(before, Volatile.Read(ref s_finalized));

            gate.Drain();
            Assert.Equal(before + 100, Volatile.Read(ref s_finalized));
            Abandon(50);
            Collect();
            Assert.Equal(before + 100, Volatile.Read(ref s_finalized));
        }

        GC.WaitForPendingFinalizers();
        Assert.True(Volatile.Read(ref s_finalized) >= 150);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Abandon(int count)
    {
        for (int i = 0; i < count; i++)
            _ = new Mortal();
    }

    private static void Collect()
    {
        for (int i = 0; i < 5; i++)
            GC.Collect();
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromMilliseconds(50));
    }

    private sealed class Mortal
    {
        ~Mortal() => Interlocked.Increment(ref s_finalized);
    }
}
