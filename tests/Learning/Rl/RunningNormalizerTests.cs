using CsCheck;
using DexGrasp.Learning.Rl;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class RunningNormalizerTests
{
    [Fact]
    public void Add_AnyBatches_GiveWhatTwoPassesGive() =>
        Gen.Select(Gen.Float[-1000, 1000].Array[2, 30].Array[1, 8], Gen.Float[-1e4f, 1e4f]).Sample((batches, offset) =>
        {
            var moments = new RunningMoments(2);
            var all = new List<float>();
            foreach (float[] batch in batches)
            {
                float[] rows = [.. batch[..(batch.Length / 2 * 2)].Select(x => x + offset)];
                moments.Add(rows);
                all.AddRange(rows);
            }

            for (int i = 0; i < 2; i++)
            {
                double[] column = [.. all.Where((_, k) => k % 2 == i).Select(x => (double)x)];
                double mean = column.Average(), variance = column.Average(x => (x - mean) * (x - mean));
                Assert.Equal(column.Length, moments.Count);
                Assert.Equal(mean, moments.Mean[i], 1e-6 * Math.Max(1, Math.Abs(mean)));
                if (column.Length > 1)
                    Assert.Equal(variance, moments.Variance(i), 1e-6 * Math.Max(1, variance));
            }
        });

    [Fact]
    public void Apply_AfterManyRows_HasMeanZeroAndDeviationOneAndALimit()
    {
        var normalizer = new RunningNormalizer(2, 10);
        float[] rows = [.. Enumerable.Range(0, 2000).Select(k => k % 2 == 0 ? 50 + (3 * MathF.Sin(k)) : -7 + (0.01f * MathF.Cos(k)))];
        normalizer.Update(rows);
        float[] result = new float[rows.Length];
        for (int k = 0; k < rows.Length; k += 2)
            normalizer.Apply(rows.AsSpan(k, 2), result.AsSpan(k, 2));

        for (int i = 0; i < 2; i++)
        {
            double[] column = [.. result.Where((_, k) => k % 2 == i).Select(x => (double)x)];
            Assert.Equal(0, column.Average(), 1e-2);
            Assert.Equal(1, column.Average(x => x * x), 1e-1);
        }

        normalizer.Apply([1e9f, -1e9f], result);
        Assert.Equal([10f, -10f], result[..2]);
    }

    [Fact]
    public void Apply_BeforeTheFirstRow_ChangesNothingButTheLimit()
    {
        float[] result = new float[2];

        new RunningNormalizer(2, 10).Apply([3, -40], result);

        Assert.Equal([3, -10], result);
    }

    [Fact]
    public void Scale_DiscountedReturns_DividesByTheirDeviationAndBeginsAnewAfterAnEnd()
    {
        var scaler = new ReturnScaler(2, 0.5);
        float[] scaled = new float[2];
        scaler.Scale([4, 8], [true, false], [false, false], scaled);

        // Returns so far 4 and 8: deviation 2.
        Assert.Equal([2, 4], scaled);
        scaler.Scale([2, 2], [false, false], [false, false], scaled);

        // The first began anew: 4, 8, 2, 6, deviation sqrt 5.
        Assert.Equal(2 / Math.Sqrt(5), scaled[0], 5);
        scaler.Begin();
        scaler.Scale([1e9f, 0], [false, false], [false, false], scaled);
        Assert.InRange(scaled[0], 1, 10);
        Assert.Equal(0, scaled[1]);
    }
}
