using DexGrasp.Core.Images;

namespace DexGrasp.Learning.Partition;

/// <summary>One picture's cells and whose they are.</summary>
/// <param name="Seed">Of its scene.</param>
/// <param name="Cells">As <see cref="CellPicture.Cells"/>. Shape: [N].</param>
/// <param name="Values">As <see cref="CellPicture.Values"/>. Shape: [N x 5].</param>
/// <param name="Owners">The object of each cell; <see cref="Nobody"/> for none. Shape: [N].</param>
internal sealed record PartitionPicture(int Seed, int[] Cells, Half[] Values, byte[] Owners)
{
    /// <summary>Owner of a cell that no object covers.</summary>
    public const byte Nobody = 255;

    /// <summary>Returns the middle of what shows of each object. Unit: cells.</summary>
    public Dictionary<byte, (float U, float V)> Middles() => Enumerable.Range(0, Cells.Length).Where(k => Owners[k] != Nobody).GroupBy(k => Owners[k]).ToDictionary(
        g => g.Key, g => ((float)g.Average(k => Cells[k] % CellPicture.Width), (float)g.Average(k => Cells[k] / CellPicture.Width)));

    /// <summary>Appends this picture to a file.</summary>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Seed);
        writer.Write(Cells.Length);
        for (int k = 0; k < Cells.Length; k++)
        {
            writer.Write(Cells[k]);
            writer.Write(Owners[k]);
            for (int c = 0; c < CellPicture.Depth; c++)
                writer.Write(Values[(CellPicture.Depth * k) + c]);
        }
    }

    /// <summary>Reads the next picture of a file.</summary>
    public static PartitionPicture Read(BinaryReader reader)
    {
        int seed = reader.ReadInt32(), count = reader.ReadInt32();
        var picture = new PartitionPicture(seed, new int[count], new Half[count * CellPicture.Depth], new byte[count]);
        for (int k = 0; k < count; k++)
        {
            picture.Cells[k] = reader.ReadInt32();
            picture.Owners[k] = reader.ReadByte();
            for (int c = 0; c < CellPicture.Depth; c++)
                picture.Values[(CellPicture.Depth * k) + c] = reader.ReadHalf();
        }

        return picture;
    }
}
