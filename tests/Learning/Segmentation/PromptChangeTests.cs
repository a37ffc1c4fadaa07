using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Segmentation;
using Xunit;

namespace DexGrasp.Tests.Learning.Segmentation;

public sealed class PromptChangeTests
{
    private const int Side = SampleLayout.HeadSide;

    [Fact]
    public void Box_OfAMask_LiesCloseAroundIt()
    {
        byte[] mask = Filled(30, 20, 50, 44), box = new byte[Side * Side];
        for (int seed = 0; seed < 50; seed++)
        {
            PromptChange.Box(mask, new Random(seed), box);
            (int left, int top, int right, int bottom) = PromptChange.Bounds(box);

            Assert.InRange(left, 22, 38);
            Assert.InRange(top, 11, 29);
            Assert.InRange(right, 42, 58);
            Assert.InRange(bottom, 35, 53);
            Assert.Equal((right - left) * (bottom - top), EarlierMask.Count(box));
        }
    }

    [Fact]
    public void Box_OfAnEmptyMask_IsEmpty()
    {
        byte[] box = Filled(0, 0, 5, 5);

        PromptChange.Box(new byte[Side * Side], new Random(1), box);

        Assert.Equal(0, EarlierMask.Count(box));
    }

    [Fact]
    public void Spoil_ManyTimes_ChangesTheMaskButStaysWithIt()
    {
        byte[] mask = Filled(30, 20, 50, 44);
        double overlap = 0;
        const int Times = 200;
        for (int seed = 0; seed < Times; seed++)
        {
            byte[] spoilt = [.. mask];
            PromptChange.Spoil(spoilt, new Random(seed));
            int both = 0, either = 0;
            for (int i = 0; i < mask.Length; i++)
            {
                both += mask[i] >= 128 && spoilt[i] >= 128 ? 1 : 0;
                either += mask[i] >= 128 || spoilt[i] >= 128 ? 1 : 0;
            }

            overlap += both / (double)either / Times;
        }

        Assert.InRange(overlap, 0.6, 0.95);
    }

    [Theory]
    [InlineData(3, -2, 33, 18)]
    [InlineData(-30, 0, 0, 20)]
    public void Shift_SomeWay_MovesTheBounds(int right, int down, int left, int top)
    {
        var moved = new byte[Side * Side];

        EarlierMask.Shift(Filled(30, 20, 50, 44), right, down, moved);

        Assert.Equal((left, top), (PromptChange.Bounds(moved).Left, PromptChange.Bounds(moved).Top));
        Assert.Equal(20 * 24, EarlierMask.Count(moved));
    }

    [Fact]
    public void Shift_OutOfTheWindow_IsEmpty()
    {
        byte[] moved = Filled(0, 0, 9, 9);

        EarlierMask.Shift(Filled(30, 20, 50, 44), 60, 100, moved);

        Assert.Equal(0, EarlierMask.Count(moved));
    }

    private static byte[] Filled(int left, int top, int right, int bottom)
    {
        var mask = new byte[Side * Side];
        for (int y = top; y < bottom; y++)
            mask.AsSpan((y * Side) + left, right - left).Fill(255);
        return mask;
    }
}
