namespace DexGrasp.Data.Zarr;

/// <summary>How an array is cut into chunks, and the copying between a slab (all chunks with one first index) and one chunk. Row-major.</summary>
/// <param name="shape">Shape of the array; the first side may still grow.</param>
/// <param name="chunks">Shape of a chunk.</param>
/// <param name="elementBytes">Unit: B.</param>
internal sealed class ChunkGrid(IReadOnlyList<int> shape, IReadOnlyList<int> chunks, int elementBytes)
{
    /// <summary>Gets the length of one row: all elements with one first index. Unit: B.</summary>
    public int RowBytes => checked(shape.Skip(1).Aggregate(elementBytes, (product, side) => checked(product * side)));

    /// <summary>Gets the length of one chunk; chunks at the edge are as long as the others. Unit: B.</summary>
    public int ChunkBytes => chunks.Aggregate(elementBytes, (product, side) => checked(product * side));

    /// <summary>Returns the index of every chunk of a slab.</summary>
    /// <param name="first">First index.</param>
    public IEnumerable<int[]> ChunksOf(int first)
    {
        int[] counts = [.. shape.Skip(1).Select((side, i) => (side + chunks[i + 1] - 1) / chunks[i + 1])];
        int total = counts.Aggregate(1, (product, count) => product * count);
        for (int number = 0; number < total; number++)
        {
            int[] index = new int[shape.Count];
            index[0] = first;
            for (int axis = counts.Length - 1, rest = number; axis >= 0; axis--)
            {
                index[axis + 1] = rest % counts[axis];
                rest /= counts[axis];
            }

            yield return index;
        }
    }

    /// <summary>Copies the part of a chunk that lies in the array from or to a slab.</summary>
    /// <param name="index">Index of the chunk.</param>
    /// <param name="rows">Rows of the slab that are in use.</param>
    /// <param name="chunk">Shape: [ChunkBytes].</param>
    /// <param name="slab">Shape: [rows x RowBytes].</param>
    /// <param name="toSlab">Direction.</param>
    public void Copy(int[] index, int rows, Span<byte> chunk, Span<byte> slab, bool toSlab)
    {
        int axes = shape.Count;
        int[] extent = [rows, .. Enumerable.Range(1, axes - 1).Select(a => Math.Min(chunks[a], shape[a] - (index[a] * chunks[a])))];
        int run = extent[axes - 1] * elementBytes;
        int runs = extent.Take(axes - 1).Aggregate(1, (product, side) => product * side);
        if (axes == 1)
        {
            Move(chunk[..run], slab[..run]);
            return;
        }

        for (int number = 0; number < runs; number++)
        {
            // The position of the run in chunk and slab, from its position in the used part of the chunk.
            long inChunk = 0, inSlab = 0, chunkStride = (long)chunks[axes - 1] * elementBytes, slabStride = (long)shape[axes - 1] * elementBytes;
            for (int axis = axes - 2, rest = number; axis >= 0; axis--)
            {
                int at = rest % extent[axis];
                rest /= extent[axis];
                inChunk += at * chunkStride;
                inSlab += (at + (axis == 0 ? 0 : index[axis] * chunks[axis])) * slabStride;
                chunkStride *= chunks[axis];
                slabStride *= shape[axis];
            }

            inSlab += (long)index[axes - 1] * chunks[axes - 1] * elementBytes;
            Move(chunk.Slice((int)inChunk, run), slab.Slice((int)inSlab, run));
        }

        void Move(Span<byte> inOneChunk, Span<byte> inOneSlab)
        {
            if (toSlab)
                inOneChunk.CopyTo(inOneSlab);
            else
                inOneSlab.CopyTo(inOneChunk);
        }
    }
}
