namespace DexGrasp.Sim.Devices;

/// <summary>Exposure and white balance of a colour camera: one factor a channel.</summary>
internal sealed class ColourGain
{
    private readonly byte[]?[] _tables = new byte[]?[3];

    /// <summary>Makes the gain.</summary>
    /// <param name="gain">Factors. Range: 0.2 to 3 each.</param>
    public ColourGain((double Red, double Green, double Blue) gain)
    {
        ReadOnlySpan<double> factors = [gain.Red, gain.Green, gain.Blue];
        for (int channel = 0; channel < 3; channel++)
        {
            double factor = factors[channel];
            if (!(factor is >= 0.2 and <= 3))
                throw new ArgumentOutOfRangeException(nameof(gain), factor, "A colour gain must be from 0.2 to 3.");
            if (factor != 1)
                _tables[channel] = [.. Enumerable.Range(0, 256).Select(v => (byte)Math.Min(255, Math.Round(v * factor)))];
        }
    }

    /// <summary>Changes a picture in place.</summary>
    /// <param name="hwc">Shape: [pixels x 3], RGB.</param>
    public void Apply(Span<byte> hwc)
    {
        for (int channel = 0; channel < 3; channel++)
        {
            if (_tables[channel] is not { } table)
                continue;
            for (int i = channel; i < hwc.Length; i += 3)
                hwc[i] = table[hwc[i]];
        }
    }
}
