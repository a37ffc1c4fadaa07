using DexGrasp.Sim.Devices;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

public class SensorNoiseTests
{
    private const int Width = 200;
    private const int Height = 200;

    [Theory]
    [InlineData(0.2f)]
    [InlineData(0.9f)]
    [InlineData(2.0f)]
    public void Depth_FlatWall_HasTheStatedSpreadAndNoBias(float z)
    {
        var noise = new DepthNoise();
        float[] measured = noise.Apply(Wall(z), Width, Height, 7).DepthM;
        double mean = measured.Average(v => (double)v);
        double sigma = Math.Sqrt(measured.Average(v => (v - mean) * (v - mean)));
        Assert.Equal(z, mean, 0.0002);
        Assert.Equal(0.001 + (0.002 * z * z), sigma, 0.0003);
        Assert.All(measured.Take(500), v => Assert.Equal(Math.Round(v * 1000.0), v * 1000.0, 3));
    }

    [Fact]
    public void Depth_SameSeed_IsEqualAndAnotherSeedIsNot()
    {
        var noise = new DepthNoise();
        float[] first = noise.Apply(Wall(1), Width, Height, 7).DepthM;
        Assert.Equal(first, noise.Apply(Wall(1), Width, Height, 7).DepthM);
        Assert.NotEqual(first, noise.Apply(Wall(1), Width, Height, 8).DepthM);
    }

    [Fact]
    public void Depth_OutOfRangeOrNothingThere_HasNoReading()
    {
        float[] exact = Wall(1);
        (exact[0], exact[1], exact[2]) = (0, 0.03f, 4);
        float[] measured = (new DepthNoise() with { EdgeDropout = 0 }).Apply(exact, Width, Height, 1).DepthM;
        Assert.Equal([0f, 0f, 0f], measured[..3]);
        Assert.True(measured[3] > 0.9f);
    }

    [Fact]
    public void Depth_AtAJump_LosesTheStatedShareOfPixelsThereOnly()
    {
        float[] exact = Wall(1);
        for (int i = 0; i < exact.Length; i++)
            if (i % Width >= Width / 2)
                exact[i] = 0.8f;
        float[] measured = new DepthNoise().Apply(exact, Width, Height, 1).DepthM;
        int atEdge = 0, elsewhere = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            bool edge = i % Width is (Width / 2) - 1 or Width / 2;
            if (measured[i] == 0)
                _ = edge ? atEdge++ : elsewhere++;
        }

        Assert.Equal(0, elsewhere);
        Assert.InRange(atEdge, Height * 0.8, Height * 1.2);
    }

    // Evaluations name their seeds: the same pictures have to come out on every processor and after every change for speed.
    [Theory]
    [InlineData(0.5, 0.001, 13106951522843069894UL)]
    [InlineData(0, 0.001, 10874105083825767457UL)]
    [InlineData(1, 0, 10985200254451551007UL)]
    public void Depth_AnyPicture_GivesTheseBits(double edgeDropout, double stepM, ulong expected)
    {
        const int Columns = 203, Rows = 97;
        float[] exact = [.. Enumerable.Range(0, Columns * Rows).Select(i => ((i % Columns) / 9 % 7 * 0.4f) + (i / Columns * 0.0021f))];
        float[] measured = (new DepthNoise() with { EdgeDropout = edgeDropout, StepM = stepM }).Apply(exact, Columns, Rows, 11).DepthM;
        ulong hash = 0;
        foreach (float value in measured)
            hash = PixelRandom.Mix(hash ^ BitConverter.SingleToUInt32Bits(value));
        Assert.Equal(expected, hash);
    }

    [Fact]
    public void Depth_None_ChangesNothing() => Assert.Equal(Wall(1.2345f), DepthNoise.None.Apply(Wall(1.2345f), Width, Height, 1).DepthM);

    [Fact]
    public void Colour_GreyPicture_HasTheStatedSpreadAndRepeats()
    {
        var noise = new ColourNoise(2);
        byte[] picture = Grey(), again = Grey(), other = Grey();
        noise.Apply(picture, Width * 3, 5);
        noise.Apply(again, Width * 3, 5);
        noise.Apply(other, Width * 3, 6);
        double mean = picture.Average(v => (double)v);
        Assert.Equal(128, mean, 0.1);
        Assert.Equal(2, Math.Sqrt(picture.Average(v => (v - mean) * (v - mean))), 0.15);
        Assert.Equal(picture, again);
        Assert.NotEqual(picture, other);
        byte[] exact = Grey();
        new ColourNoise(0).Apply(exact, Width * 3, 5);
        Assert.Equal(Grey(), exact);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ColourNoise(double.NaN));
    }

    private static float[] Wall(float z)
    {
        float[] wall = new float[Width * Height];
        Array.Fill(wall, z);
        return wall;
    }

    private static byte[] Grey()
    {
        byte[] grey = new byte[Width * Height * 3];
        Array.Fill(grey, (byte)128);
        return grey;
    }
}
