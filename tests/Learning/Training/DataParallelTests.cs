using DexGrasp.Learning.Training;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Training;

public sealed class DataParallelTests
{
    [Fact]
    public void Step_TwoWorkers_GivesTheGradientOfOneOnTheWholeBatch()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(3);
        using Linear live = nn.Linear(3, 2);
        int[] batch = [4, 9, 2, 7];

        double[] one = DataParallel.Step([new Worker(4)], live, batch, 1);
        float[] whole = [.. live.weight!.grad!.data<float>()];
        double[] two = DataParallel.Step([new Worker(2), new Worker(2)], live, batch, 1);
        float[] shared = [.. live.weight.grad!.data<float>()];

        Assert.Equal(one[0], two[0], 5);
        Assert.Contains(whole, g => Math.Abs(g) > 1e-3);
        for (int i = 0; i < whole.Length; i++)
            Assert.Equal(whole[i], shared[i], 5);
    }

    [Fact]
    public void Step_WorkerThatFails_SaysWhy()
    {
        using Linear live = nn.Linear(3, 2);

        Assert.Equal("no samples", Assert.Throws<InvalidOperationException>(() => DataParallel.Step([new Worker(1), new Worker(1, fails: true)], live, [1, 2], 1)).Message);
    }

    [Fact]
    public void Run_StoppedAndResumed_GivesTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        float[] whole = Train(Path.Combine(folder.Folder, "whole"), 6, 6);

        Train(Path.Combine(folder.Folder, "parts"), 6, 3);
        float[] resumed = Train(Path.Combine(folder.Folder, "parts"), 6, 6);

        Assert.Equal(whole, resumed);
    }

    // Stops once so many steps are done, as Ctrl+C would.
    private static float[] Train(string folder, int steps, int stopAfter)
    {
        using var scope = NewDisposeScope();
        using var stop = new CancellationTokenSource();
        random.manual_seed(5);
        using var pair = new MeanPair<Linear>(nn.Linear(3, 2), nn.Linear(3, 2));
        var options = new TrainingOptions(folder, steps) { Batch = 4, Report = 1 };
        TrainingLoop.Run(pair, [new Worker(2), new Worker(2)], [.. Enumerable.Range(0, 10)], options, new CheckpointStore(folder), (step, _) =>
        {
            if (step == stopAfter - 1)
                stop.Cancel();
        }, stop.Token);
        return [.. pair.Live.weight!.data<float>(), .. pair.Mean.weight!.data<float>()];
    }

    private sealed class Worker(int share, bool fails = false) : IGradientWorker
    {
        private readonly Linear _network = nn.Linear(3, 2);

        public nn.Module Network => _network;

        public int Share => share;

        public double[] Gradient(ReadOnlySpan<int> indices, int seed)
        {
            if (fails)
                throw new InvalidOperationException("no samples");
            float[] x = [.. indices.ToArray().SelectMany(i => new[] { i * 0.1f, 1f, -i * 0.2f })];
            Tensor loss = _network.forward(tensor(x, [indices.Length, 3])).square().mean();
            loss.backward();
            return [loss.item<float>()];
        }
    }
}
