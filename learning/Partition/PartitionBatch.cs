using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Partition;

/// <summary>Squares cut out of pictures, side by side, changed at random: mirrored, dimmed, tinted, moved along the view.</summary>
/// <param name="pictures">To cut from.</param>
/// <param name="size">Squares, B.</param>
internal sealed class PartitionBatch(IReadOnlyList<PartitionPicture> pictures, int size)
{
    /// <summary>Rows and columns of a square. Unit: cells.</summary>
    public const int Side = 128;

    private const int Area = Side * Side;
    private readonly float[] _input = new float[size * CellPicture.Channels * Area];
    private readonly float[] _target = new float[size * 2 * Area];
    private readonly float[] _weight = new float[size * Area];

    /// <summary>Gets B.</summary>
    public int Size => size;

    /// <summary>Reads squares.</summary>
    /// <param name="indices">Pictures. Shape: [B].</param>
    /// <param name="seed">Of what is random.</param>
    /// <returns>
    /// Inputs [B, Channels, Side, Side], votes [B, 2, Side, Side], and what each cell counts [B, 1, Side, Side]: small objects as much as
    /// large ones count for half.
    /// </returns>
    public (Tensor Input, Tensor Target, Tensor Weight) Read(ReadOnlySpan<int> indices, int seed)
    {
        Array.Clear(_input);
        Array.Clear(_target);
        Array.Clear(_weight);
        for (int k = 0; k < size; k++)
            Fill(k, pictures[indices[k]], new Random(unchecked(seed + (k * 7919))));
        return (tensor(_input, [size, CellPicture.Channels, Side, Side]), tensor(_target, [size, 2, Side, Side]), tensor(_weight, [size, 1, Side, Side]));
    }

    private void Fill(int at, PartitionPicture picture, Random random)
    {
        if (picture.Cells.Length == 0)
            return;
        int about = picture.Cells[random.Next(picture.Cells.Length)];
        int left = (about % CellPicture.Width) - random.Next(Side), top = (about / CellPicture.Width) - random.Next(Side);
        bool mirrored = random.NextDouble() < 0.5;
        float away = (float)(random.NextDouble() - 0.5) * 1.5f, gain = 1 + ((float)(random.NextDouble() - 0.5) * 0.4f);
        Span<float> tint = [Within(0.2f), Within(0.12f), Within(0.12f)];
        Dictionary<byte, (float U, float V)> middles = picture.Middles();
        Dictionary<byte, float> counts = picture.Owners.GroupBy(o => o).ToDictionary(g => g.Key, g => 1 / MathF.Sqrt(g.Count()));
        for (int k = 0; k < picture.Cells.Length; k++)
        {
            int u = (picture.Cells[k] % CellPicture.Width) - left, v = (picture.Cells[k] / CellPicture.Width) - top;
            if ((uint)u >= Side || (uint)v >= Side)
                continue;
            int cell = (v * Side) + (mirrored ? Side - 1 - u : u), first = at * CellPicture.Channels * Area;
            _input[first + cell] = 1;
            for (int c = 0; c < CellPicture.Depth; c++)
            {
                float value = (float)picture.Values[(CellPicture.Depth * k) + c];
                _input[first + ((c + 1) * Area) + cell] = c switch { 0 => value, 1 => value + away, 2 => (value * gain) + tint[0], _ => value + tint[c - 2] };
            }

            if (picture.Owners[k] == PartitionPicture.Nobody)
                continue;
            (float middleU, float middleV) = middles[picture.Owners[k]];
            float right = (middleU - left - u) / PartitionModel.Unit;
            _target[(at * 2 * Area) + cell] = mirrored ? -right : right;
            _target[(((at * 2) + 1) * Area) + cell] = (middleV - top - v) / PartitionModel.Unit;
            _weight[(at * Area) + cell] = counts[picture.Owners[k]];
        }

        float Within(float x) => (float)((random.NextDouble() * 2) - 1) * x;
    }
}
