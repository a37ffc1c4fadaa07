using DexGrasp.App.WebConsole;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

public sealed class BrowserOutboxTests
{
    [Fact]
    public void TryTake_SlowBrowser_GetsAllEventsAndTheNewestOfTheRest()
    {
        var outbox = new BrowserOutbox(cameras: 2);
        for (byte i = 0; i < 10; i++)
        {
            outbox.ShowPicture(0, [0, i]);
            outbox.ShowPicture(1, [1, i]);
            outbox.ShowState([2, i]);
            outbox.AddEvent([3, i]);
        }

        var taken = new List<byte[]>();
        while (outbox.TryTake(out byte[] message, out bool isText))
        {
            Assert.Equal(message[0] >= 2, isText);
            taken.Add(message);
        }

        Assert.Equal([.. Enumerable.Range(0, 10).Select(i => (3, i)), (2, 9), (0, 9), (1, 9)], taken.Select(m => ((int)m[0], (int)m[1])));
        Assert.Equal(18, outbox.Skipped);
    }

    [Fact]
    public void AddEvent_BrowserThatTakesNothing_HasToBeginAnewInsteadOfGrowing()
    {
        var outbox = new BrowserOutbox(cameras: 1);
        for (int i = 0; i < 2000; i++)
            outbox.AddEvent([1]);

        int kept = 0;
        while (outbox.TryTake(out _, out _))
            kept++;

        Assert.True(outbox.IsOverfull);
        Assert.InRange(kept, 1, 1000);
    }
}
