using System.Runtime.CompilerServices;
using DexGrasp.Data.Files;
using DexGrasp.Data.Tables;

namespace DexGrasp.Data.Sidecars;

/// <summary>Reads the sidecar of one episode, frame after frame; memory is bounded by one row group.</summary>
internal static class SidecarReader
{
    /// <summary>Returns the bytes of every frame in order.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged, of another size, or its frames are not 0, 1, 2, ...</exception>
    public static async IAsyncEnumerable<byte[]> ReadAsync(string path, Sidecar sidecar, [EnumeratorCancellation] CancellationToken stop)
    {
        TableReader table = await TableReader.OpenAsync(path, stop).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            Check(path, sidecar, table.Metadata);
            (double[] frames, _) = await table.ReadNumbersAsync(SidecarWriter.FrameColumn, stop).ConfigureAwait(false);
            for (int i = 0; i < frames.Length; i++)
                if (frames[i] != i)
                    throw new DatasetException($"{path}: row {i} is of frame {frames[i]}; rows must follow the frames from 0.");
            for (int group = 0; group < table.Groups; group++)
                foreach (byte[] block in await table.ReadBytesAsync(SidecarWriter.DataColumn, group, stop).ConfigureAwait(false))
                    yield return block;
        }
    }

    /// <summary>Returns how many frames a sidecar has.</summary>
    /// <exception cref="DatasetException">The file is missing, damaged or of another size.</exception>
    public static async Task<int> CountAsync(string path, Sidecar sidecar, CancellationToken stop)
    {
        TableReader table = await TableReader.OpenAsync(path, stop).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            Check(path, sidecar, table.Metadata);
            return table.Rows;
        }
    }

    private static void Check(string path, Sidecar sidecar, IReadOnlyDictionary<string, string> metadata)
    {
        string found = $"{metadata.GetValueOrDefault("dexgrasp.encoding")} {metadata.GetValueOrDefault("dexgrasp.width")}x{metadata.GetValueOrDefault("dexgrasp.height")}";
        string wanted = $"{sidecar.Encoding} {sidecar.Width}x{sidecar.Height}";
        if (found != wanted)
            throw new DatasetException($"{path} holds {found}; meta/info.json says {wanted}. The file belongs to another dataset.");
    }
}
