using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Partition;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Export;

public sealed class UNetGraphTests
{
    private const float ToleranceCells = 1e-3f;

    [Fact]
    public void Make_PartitionNetwork_VotesOnTheRobotsSideAsInTorch()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        manual_seed(5);
        using var net = new PartitionNet(CPU);
        net.eval();
        var random = new Random(2);
        int[] cells = [.. Enumerable.Range(0, 4000).Select(_ => random.Next(CellPicture.Width * CellPicture.Height)).Distinct().Order()];
        float[] values = [.. Enumerable.Range(0, cells.Length * CellPicture.Depth).Select(_ => (random.NextSingle() * 2) - 1)];
        using var model = new PartitionModel(UNetGraph.Make(PartitionNet.Shape, Weights.Of(net), "test"));

        (float U, float V)[] votes = model.Votes(new CellPicture(cells, cells, values));

        var input = new float[CellPicture.Channels * CellPicture.Width * CellPicture.Height];
        for (int k = 0; k < cells.Length; k++)
        {
            input[cells[k]] = 1;
            for (int c = 0; c < CellPicture.Depth; c++)
                input[((c + 1) * CellPicture.Width * CellPicture.Height) + cells[k]] = values[(k * CellPicture.Depth) + c];
        }

        float[] expected = net.forward(tensor(input, [1, CellPicture.Channels, CellPicture.Height, CellPicture.Width])).data<float>().ToArray();
        for (int k = 0; k < cells.Length; k++)
        {
            Assert.Equal((cells[k] % CellPicture.Width) + (PartitionModel.Unit * expected[cells[k]]), votes[k].U, ToleranceCells);
            Assert.Equal((cells[k] / CellPicture.Width) + (PartitionModel.Unit * expected[(CellPicture.Width * CellPicture.Height) + cells[k]]), votes[k].V, ToleranceCells);
        }

        Assert.NotEqual(votes[0].U, (float)(cells[0] % CellPicture.Width));
    }
}
