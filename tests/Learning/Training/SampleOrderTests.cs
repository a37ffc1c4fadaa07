using DexGrasp.Learning.Training;
using Xunit;

namespace DexGrasp.Tests.Learning.Training;

public sealed class SampleOrderTests
{
    [Fact]
    public void Next_WholeEpochs_SeesEverySampleOnceInAnotherOrder()
    {
        var order = new SampleOrder(10, 3);
        int[] first = Take(order, 10), second = Take(order, 10);
        Assert.Equal(Enumerable.Range(0, 10), first.Order());
        Assert.Equal(Enumerable.Range(0, 10), second.Order());
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void Constructor_MidEpoch_GoesOnAsTheOriginal()
    {
        SampleOrder original = new(10, 3);
        Take(original, 27);
        var resumed = new SampleOrder(10, 3, original.Epoch, original.Position);
        Assert.Equal(Take(original, 25), Take(resumed, 25));
    }

    [Fact]
    public void Next_OtherSeed_IsAnotherOrder() => Assert.NotEqual(Take(new SampleOrder(50, 1), 50), Take(new SampleOrder(50, 2), 50));

    private static int[] Take(SampleOrder order, int count)
    {
        var samples = new int[count];
        order.Next(samples);
        return samples;
    }
}
