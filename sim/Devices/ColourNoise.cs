namespace DexGrasp.Sim.Devices;

/// <summary>Adds noise to colour pictures: rows start at random places of one long random strip, which costs a tenth of a number a pixel.</summary>
internal sealed class ColourNoise
{
    private const int Length = 1 << 16;
    private readonly sbyte[]? _strip;

    /// <summary>Makes the noise.</summary>
    /// <param name="sigma">Standard deviation. Unit: 8 bit levels. Range: 0 (none) to 20.</param>
    public ColourNoise(double sigma)
    {
        if (!(sigma is >= 0 and <= 20))
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "Colour noise must be from 0 to 20 levels.");
        if (sigma == 0)
            return;
        _strip = new sbyte[Length];
        ulong state = 0;
        for (int i = 0; i < Length; i++)
            _strip[i] = (sbyte)Math.Clamp(Math.Round(sigma * PixelRandom.Gaussian(PixelRandom.Next(ref state))), -127, 127);
    }

    /// <summary>Changes a picture in place.</summary>
    /// <param name="pixels">Any number of rows.</param>
    /// <param name="rowLength">Values a row.</param>
    /// <param name="seed">The same seed gives the same noise.</param>
    public void Apply(Span<byte> pixels, int rowLength, ulong seed)
    {
        if (_strip is null)
            return;
        for (int start = 0; start < pixels.Length; start += rowLength)
        {
            int offset = (int)PixelRandom.Next(ref seed) & (Length - 1);
            Span<byte> row = pixels.Slice(start, Math.Min(rowLength, pixels.Length - start));
            for (int i = 0; i < row.Length; i++)
                row[i] = (byte)Math.Clamp(row[i] + _strip[(offset + i) & (Length - 1)], 0, 255);
        }
    }
}
