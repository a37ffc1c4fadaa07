using System.IO.Compression;
using System.Text;

namespace DexGrasp.Tests.Learning.Checkpoints;

/// <summary>Writes pickles by hand, instruction by instruction, and archives around them.</summary>
internal sealed class TinyPickle
{
    private readonly List<byte> _code = [0x80, 2];

    public byte[] End() => [.. _code, (byte)'.'];

    public TinyPickle Raw(params byte[] code)
    {
        _code.AddRange(code);
        return this;
    }

    public TinyPickle Op(string code) => Raw(Encoding.Latin1.GetBytes(code));

    public TinyPickle Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Op("X").Raw(BitConverter.GetBytes(utf8.Length)).Raw(utf8);
    }

    public TinyPickle Int(int value) => Op("J").Raw(BitConverter.GetBytes(value));

    public TinyPickle Global(string module, string name) => Op($"c{module}\n{name}\n");

    /// <summary>A float tensor in record <paramref name="key"/>.</summary>
    public TinyPickle Tensor(string key, int count, int[] shape, int[] strides, int offset = 0)
    {
        Global("torch._utils", "_rebuild_tensor_v2").Op("((").Text("storage").Global("torch", "FloatStorage").Text(key).Text("cpu").Int(count).Op("tQ");
        Int(offset).Op("(");
        foreach (int length in shape)
            Int(length);
        Op("t(");
        foreach (int stride in strides)
            Int(stride);
        return Op("t\x89").Global("collections", "OrderedDict").Op(")RtR");
    }

    /// <summary>Writes what torch.save would have written.</summary>
    public static void WriteArchive(string path, byte[] pickle, params (string Key, float[] Numbers)[] records)
    {
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write("archive/data.pkl", pickle);
        Write("archive/byteorder", Encoding.ASCII.GetBytes("little"));
        foreach ((string key, float[] numbers) in records)
            Write($"archive/data/{key}", System.Runtime.InteropServices.MemoryMarshal.AsBytes(numbers.AsSpan()).ToArray());

        void Write(string name, byte[] content)
        {
            using Stream stream = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
            stream.Write(content);
        }
    }
}
