namespace DexGrasp.Learning.Logging;

/// <summary>The Castagnoli checksum, masked as in record files of TensorFlow, so that a checksum of data with checksums differs from both.</summary>
internal static class Crc32C
{
    private const uint Polynomial = 0x82f63b78;
    private const uint MaskDelta = 0xa282ead8;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(i => Entry((uint)i))];

    /// <summary>Returns the plain checksum. Of "123456789": 0xe3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
            crc = Table[(byte)(crc ^ value)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>Returns the masked checksum.</summary>
    public static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = Compute(data);
        return unchecked(((crc >> 15) | (crc << 17)) + MaskDelta);
    }

    private static uint Entry(uint index)
    {
        for (int bit = 0; bit < 8; bit++)
            index = (index & 1) != 0 ? (index >> 1) ^ Polynomial : index >> 1;
        return index;
    }
}
