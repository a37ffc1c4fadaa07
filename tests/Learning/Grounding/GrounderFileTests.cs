using DexGrasp.Learning.Grounding;
using DexGrasp.Planner.Grounding;
using Xunit;

namespace DexGrasp.Tests.Learning.Grounding;

public sealed class GrounderFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    public void CutLastScene_FileThatWasCutOff_KeepsTheScenesBeforeAndNamesTheOneToMakeAgain(int missingBytes)
    {
        string path = _folder.File("examples.bin");
        Write(path, [7, 7, 8, 9, 9]);
        using (FileStream file = File.Open(path, FileMode.Open))
        {
            file.SetLength(file.Length - missingBytes);
            Assert.Equal(9, GrounderFile.CutLastScene(file));
        }

        List<GrounderExample> left = GrounderFile.Read(path);
        Assert.Equal([7, 7, 8], left.Select(e => e.Seed));
        Assert.Equal(Example(8).Crop, left[2].Crop);
    }

    [Fact]
    public void CutLastScene_EmptyFile_NamesNone()
    {
        using FileStream file = File.Create(_folder.File("empty.bin"));
        Assert.Null(GrounderFile.CutLastScene(file));
    }

    public void Dispose() => _folder.Dispose();

    private static void Write(string path, int[] seeds)
    {
        using var writer = new BinaryWriter(File.Create(path));
        GrounderFile.Append(writer, seeds.Select(Example));
    }

    private static GrounderExample Example(int seed)
    {
        const int Size = ObjectSignature.Channels * ObjectSignature.Side * ObjectSignature.Side;
        return new GrounderExample("cup", true, seed, [.. Enumerable.Repeat((float)seed, Size)], new float[ObjectSignature.NumberCount]);
    }
}
