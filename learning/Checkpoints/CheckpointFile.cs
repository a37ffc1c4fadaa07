namespace DexGrasp.Learning.Checkpoints;

/// <summary>Reads a checkpoint of either format, told apart by its first bytes.</summary>
public static class CheckpointFile
{
    /// <summary>Reads all tensors of a model.</summary>
    /// <param name="path">A safetensors file, or what torch.save wrote.</param>
    /// <returns>Tensors on the CPU; the caller disposes of them.</returns>
    /// <exception cref="CheckpointException">The file cannot be used; the message says why.</exception>
    public static TensorMap Read(string path)
    {
        if (!File.Exists(path))
            throw new CheckpointException($"There is no file {path}.");
        Span<byte> begin = stackalloc byte[4];
        using (FileStream file = File.OpenRead(path))
            file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        return begin.StartsWith("PK"u8) ? PyTorchFile.Read(path) : SafetensorsFile.Read(path);
    }
}
