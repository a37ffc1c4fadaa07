using System.IO.Compression;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>
/// Checkpoints of PyTorch (.pt, .pth, .ckpt): a zip archive with a pickle and one record of raw numbers for each storage. The
/// pickle is read as data only; see <see cref="RestrictedUnpickler"/>.
/// </summary>
public static class PyTorchFile
{
    private const long LongestPickle = 256 << 20;

    // How training programs nest the weights: DexGraspVLA's workspace, then the usual ways.
    private static readonly string[][] Nestings = [["state_dicts", "model"], ["state_dict"], ["model"], []];

    /// <summary>Reads the model's state dict of a checkpoint: under state_dicts.model, state_dict or model, or the file as a whole.</summary>
    /// <returns>Tensors on the CPU; the caller disposes of them.</returns>
    /// <exception cref="CheckpointException">The file is cut off, damaged, not of this format, or asks for more than data.</exception>
    public static TensorMap Read(string path)
    {
        try
        {
            using ZipArchive zip = ZipFile.OpenRead(path);
            ZipArchiveEntry pickle = zip.Entries.FirstOrDefault(entry => entry.Name == "data.pkl")
                ?? throw new CheckpointException($"{path} is a zip archive without data.pkl; it was not written by torch.save.");
            if (zip.GetEntry(Sibling(pickle, "byteorder")) is { } order && ReadText(order) is var text && text != "little")
                throw new CheckpointException($"{path} holds {text}-endian numbers; only little-endian ones are read.");
            return ReadTensors(zip, pickle, StateDict(RestrictedUnpickler.Read(ReadAll(pickle)), path), path);
        }
        catch (InvalidDataException e)
        {
            throw new CheckpointException($"{path} is cut off or no zip archive ({e.Message}); files of torch.save before version 1.6 have to be saved again.", e);
        }
        catch (CheckpointException e) when (!e.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new CheckpointException($"{path}: {e.Message}", e);
        }
    }

    private static Dictionary<object, object?> StateDict(object? root, string path)
    {
        foreach (string[] nesting in Nestings)
        {
            object? at = root;
            foreach (string key in nesting)
                at = at is Dictionary<object, object?> map && map.TryGetValue(key, out object? child) ? child : null;
            if (at is Dictionary<object, object?> found && found.Values.Any(value => value is PickledTensor))
                return found;
        }

        string keys = root is Dictionary<object, object?> top ? string.Join(", ", top.Keys.Take(10)) : "no map";
        throw new CheckpointException($"{path} has no state dict under state_dicts.model, state_dict, model or at the top (there: {keys}).");
    }

    private static TensorMap ReadTensors(ZipArchive zip, ZipArchiveEntry pickle, Dictionary<object, object?> state, string path)
    {
        var map = new TensorMap();
        var storages = new Dictionary<string, Tensor>();
        using var scope = NewDisposeScope();
        try
        {
            foreach ((object key, object? value) in state)
                if (key is string name && value is PickledTensor pickled)
                    map.Add(name, Build(name, pickled, Storage(name, pickled.Storage)));
            return map;
        }
        catch
        {
            map.Dispose();
            throw;
        }

        Tensor Storage(string name, PickledStorage storage)
        {
            if (!storages.TryGetValue(storage.Key, out Tensor? numbers))
                storages[storage.Key] = numbers = ReadStorage(zip.GetEntry(Sibling(pickle, $"data/{storage.Key}")), name, storage, path);
            return numbers;
        }
    }

    private static Tensor ReadStorage(ZipArchiveEntry? entry, string name, PickledStorage storage, string path)
    {
        long size = TensorBytes.SizeOf([storage.Count], storage.Type, name);
        if (entry is null || entry.Length != size)
            throw new CheckpointException($"{path}: tensor '{name}' needs record data/{storage.Key} of {size} bytes; {(entry is null ? "it is missing" : $"it has {entry.Length}")}.");
        Tensor numbers = empty(storage.Count, dtype: storage.Type);
        using Stream stream = entry.Open();
        try
        {
            TensorBytes.Read(stream, numbers);
        }
        catch (EndOfStreamException e)
        {
            throw new CheckpointException($"{path} is cut off within tensor '{name}' (record data/{storage.Key}).", e);
        }

        return numbers;
    }

    private static Tensor Build(string name, PickledTensor tensor, Tensor storage)
    {
        long count = TensorBytes.CountOf(tensor.Shape, name), last = tensor.Offset;
        bool fits = count <= storage.numel() && tensor.Offset >= 0 && tensor.Strides.Count == tensor.Shape.Count && tensor.Strides.All(stride => stride >= 0 && stride <= Math.Max(1, storage.numel()));
        for (int i = 0; fits && count > 0 && i < tensor.Shape.Count; i++)
            last = checked(last + ((tensor.Shape[i] - 1) * tensor.Strides[i]));
        if (!fits || (count > 0 && last >= storage.numel()))
            throw new CheckpointException($"Tensor '{name}' (shape [{string.Join(", ", tensor.Shape)}], strides [{string.Join(", ", tensor.Strides)}], offset {tensor.Offset}) does not fit its {storage.numel()} numbers.");
        return storage.as_strided([.. tensor.Shape], [.. tensor.Strides], tensor.Offset);
    }

    private static string Sibling(ZipArchiveEntry pickle, string name) => pickle.FullName[..^"data.pkl".Length] + name;

    private static byte[] ReadAll(ZipArchiveEntry entry)
    {
        if (entry.Length > LongestPickle)
            throw new CheckpointException($"The pickle has {entry.Length} bytes; {LongestPickle} are allowed.");
        using var buffer = new MemoryStream();
        using Stream stream = entry.Open();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static string ReadText(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd().Trim();
    }
}
