using DexGrasp.App.Running;
using Xunit;

namespace DexGrasp.Tests.App.Running;

public sealed class TaskQueueTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_WhileOneWaits_TakesItsPlace()
    {
        using var queue = new TaskQueue();
        queue.Put("first");
        queue.Put("second");
        Assert.Equal("second", (await queue.TakeAsync(End)).Words);

        Task<(string, CancellationToken)> none = queue.TakeAsync(End);
        Assert.False(none.IsCompleted);
        queue.Put("third");
        Assert.Equal("third", (await none).Item1);
    }

    [Fact]
    public async Task Put_WhileOneIsUnderWay_AsksThatOneAloneToEnd()
    {
        using var queue = new TaskQueue();
        queue.Put("first");
        (_, CancellationToken first) = await queue.TakeAsync(End);
        Assert.False(first.IsCancellationRequested);

        queue.Put("second");
        Assert.True(first.IsCancellationRequested);
        (_, CancellationToken second) = await queue.TakeAsync(End);
        Assert.False(second.IsCancellationRequested);
    }
}
