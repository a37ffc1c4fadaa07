using DexGrasp.Planner.Grounding;

namespace DexGrasp.Learning.Grounding;

/// <summary>Examples on disk, one after the other; a file that was cut off is read as far as it is whole.</summary>
internal static class GrounderFile
{
    /// <summary>Appends examples.</summary>
    public static void Append(BinaryWriter writer, IEnumerable<GrounderExample> examples)
    {
        foreach (GrounderExample e in examples)
        {
            writer.Write(e.Noun);
            writer.Write(e.Generated);
            writer.Write(e.Seed);
            foreach (float value in e.Crop)
                writer.Write((Half)value);
            foreach (float value in e.Numbers)
                writer.Write(value);
        }
    }

    /// <summary>Cuts off the last scene of a file, which may not be whole.</summary>
    /// <returns>Seed of the scene to go on with; null for an empty file.</returns>
    public static int? CutLastScene(Stream file)
    {
        int? last = null;
        long begin = 0;
        using var reader = new BinaryReader(file, System.Text.Encoding.UTF8, leaveOpen: true);
        const int Numbers = (ObjectSignature.Channels * ObjectSignature.Side * ObjectSignature.Side * 2) + (ObjectSignature.NumberCount * 4);
        try
        {
            while (file.Position < file.Length)
            {
                long at = file.Position;
                _ = reader.ReadString();
                _ = reader.ReadBoolean();
                int seed = reader.ReadInt32();
                if (seed != last)
                    (last, begin) = (seed, at);
                file.Seek(Numbers, SeekOrigin.Current);
            }
        }
        catch (EndOfStreamException)
        {
        }

        file.SetLength(begin);
        file.Position = begin;
        return last;
    }

    /// <summary>Reads all examples of a file.</summary>
    public static List<GrounderExample> Read(string path)
    {
        var examples = new List<GrounderExample>();
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            while (reader.BaseStream.Position < reader.BaseStream.Length)
            {
                string noun = reader.ReadString();
                bool generated = reader.ReadBoolean();
                int seed = reader.ReadInt32();
                var crop = new float[ObjectSignature.Channels * ObjectSignature.Side * ObjectSignature.Side];
                for (int i = 0; i < crop.Length; i++)
                    crop[i] = (float)reader.ReadHalf();
                var numbers = new float[ObjectSignature.NumberCount];
                for (int i = 0; i < numbers.Length; i++)
                    numbers[i] = reader.ReadSingle();
                examples.Add(new GrounderExample(noun, generated, seed, crop, numbers));
            }
        }
        catch (EndOfStreamException)
        {
        }

        return examples;
    }
}
