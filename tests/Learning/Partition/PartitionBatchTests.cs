using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Learning.Partition;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Partition;

public sealed class PartitionBatchTests
{
    [Fact]
    public void Read_AnySeed_VotesOfAnObjectMeetAtItsMiddle()
    {
        PartitionPicture picture = Picture();
        var batch = new PartitionBatch([picture], 1);
        for (int seed = 0; seed < 20; seed++)
        {
            using var scope = NewDisposeScope();
            (Tensor input, Tensor target, Tensor weight) = batch.Read([0], seed);
            float[] votes = target.data<float>().ToArray(), weights = weight.data<float>().ToArray(), cells = input.data<float>().ToArray();
            const int Area = PartitionBatch.Side * PartitionBatch.Side;
            var meetings = new HashSet<(int, int)>();
            for (int i = 0; i < Area; i++)
            {
                if (weights[i] == 0)
                    continue;
                Assert.Equal(1, cells[i]);
                float u = (i % PartitionBatch.Side) + (PartitionModel.Unit * votes[i]), v = (i / PartitionBatch.Side) + (PartitionModel.Unit * votes[Area + i]);
                meetings.Add(((int)MathF.Round(u * 10), (int)MathF.Round(v * 10)));
            }

            Assert.InRange(meetings.Count, 1, 2);
        }
    }

    [Fact]
    public void Read_CellOfNobody_IsShownAndDoesNotCount()
    {
        using var scope = NewDisposeScope();
        var picture = new PartitionPicture(1, [5000], new Half[CellPicture.Depth], [PartitionPicture.Nobody]);

        (Tensor input, _, Tensor weight) = new PartitionBatch([picture], 1).Read([0], 3);

        Assert.Equal(1, input.slice(1, 0, 1, 1).sum().item<float>());
        Assert.Equal(0, weight.sum().item<float>());
    }

    [Fact]
    public void Write_ThenRead_GivesTheSamePicture()
    {
        PartitionPicture picture = Picture();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        picture.Write(writer);
        stream.Position = 0;

        PartitionPicture read = PartitionPicture.Read(new BinaryReader(stream));

        Assert.Equal(picture.Seed, read.Seed);
        Assert.Equal(picture.Cells, read.Cells);
        Assert.Equal(picture.Values, read.Values);
        Assert.Equal(picture.Owners, read.Owners);
    }

    // Two rectangles side by side.
    private static PartitionPicture Picture()
    {
        var cells = new List<int>();
        var owners = new List<byte>();
        for (int v = 100; v < 110; v++)
        {
            for (int u = 150; u < 180; u++)
            {
                cells.Add((v * CellPicture.Width) + u);
                owners.Add((byte)(u < 160 ? 0 : 1));
            }
        }

        var random = new Random(1);
        return new PartitionPicture(9, [.. cells], [.. Enumerable.Range(0, cells.Count * CellPicture.Depth).Select(_ => (Half)random.NextDouble())], [.. owners]);
    }
}
