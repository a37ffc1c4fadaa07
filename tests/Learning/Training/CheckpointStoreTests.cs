using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Training;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Training;

public sealed class CheckpointStoreTests
{
    private const int Samples = 23, Batch = 4;

    [Fact]
    public void Restore_MidEpoch_ContinuesBitForBit()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Folder);
        TrainingState whole = Train(Begin(), 31);

        TrainingState first = Train(Begin(), 14);
        store.Save(first with { Extra = new Dictionary<string, string> { ["best"] = "0.25" } });
        random.manual_seed(999);
        TrainingState fresh = Begin();
        TrainingState resumed = CheckpointStore.Restore(store.Newest!, fresh.Model, fresh.Optimizer, Samples);
        Assert.Equal(14, resumed.Step);
        Assert.Equal("0.25", resumed.Extra["best"]);
        resumed = Train(resumed, 17);

        Assert.Equal(whole.Step, resumed.Step);
        Assert.Equal(Numbers(whole.Model), Numbers(resumed.Model));
        Assert.NotEqual(Numbers(first.Model), Numbers(resumed.Model));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Restore_WithoutOptimizerOrGenerator_WouldDiffer(bool restoreOptimizer, bool restoreGenerator)
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Folder);
        TrainingState whole = Train(Begin(), 31);
        store.Save(Train(Begin(), 14));
        TrainingState fresh = Begin(), unused = Begin();
        TrainingState resumed = CheckpointStore.Restore(store.Newest!, fresh.Model, restoreOptimizer ? fresh.Optimizer : unused.Optimizer, Samples);
        if (!restoreGenerator)
            random.manual_seed(999);
        Assert.NotEqual(Numbers(whole.Model), Numbers(Train(resumed with { Optimizer = fresh.Optimizer }, 17).Model));
    }

    [Fact]
    public void Save_ManyTimes_KeepsTheNewest()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        var store = new CheckpointStore(folder.Folder, keep: 2);
        TrainingState state = Train(Begin(), 1);
        foreach (long step in new long[] { 1, 2, 10, 9 })
            store.Save(state with { Step = step });
        Assert.Equal(["checkpoint-00000009.safetensors", "checkpoint-00000010.safetensors"], Directory.GetFiles(folder.Folder).Select(Path.GetFileName).Order());
        Assert.EndsWith("checkpoint-00000010.safetensors", store.Newest, StringComparison.Ordinal);
    }

    [Fact]
    public void Newest_HalfWrittenFile_IsNotOne()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(".checkpoint-00000005.safetensors.77.part"), "half");
        Assert.Null(new CheckpointStore(folder.Folder).Newest);
        Assert.Null(new CheckpointStore(folder.File("absent")).Newest);
    }

    [Fact]
    public void Restore_OtherDataSetOrModel_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var scope = NewDisposeScope();
        string path = new CheckpointStore(folder.Folder).Save(Train(Begin(), 2));
        TrainingState fresh = Begin();
        Assert.Contains("24", Assert.Throws<CheckpointException>(() => CheckpointStore.Restore(path, fresh.Model, fresh.Optimizer, 24)).Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => CheckpointStore.Restore(path, nn.Linear(3, 2), fresh.Optimizer, Samples));
    }

    private static TrainingState Begin()
    {
        random.manual_seed(7);
        Sequential model = nn.Sequential(nn.Linear(3, 8), nn.GELU(), nn.Dropout(0.2), nn.Linear(8, 1));
        return new TrainingState(model, optim.AdamW(model.parameters(), lr: 0.01), new SampleOrder(Samples, 5), 0, new Dictionary<string, string>());
    }

    private static TrainingState Train(TrainingState state, int steps)
    {
        using var scope = NewDisposeScope();
        Tensor data = arange(Samples * 3, dtype: float32).reshape(Samples, 3).sin();
        int[] batch = new int[Batch];
        for (int i = 0; i < steps; i++)
        {
            state.Order.Next(batch);
            Tensor input = data.index_select(0, tensor(batch.Select(sample => (long)sample).ToArray()));
            state.Optimizer.zero_grad();
            nn.functional.mse_loss(((Sequential)state.Model).forward(input), input.sum(dim: 1, keepdim: true) + (0.1 * randn(Batch, 1))).backward();
            state.Optimizer.step();
        }

        return state with { Step = state.Step + steps };
    }

    private static float[] Numbers(nn.Module model) => [.. model.parameters().SelectMany(p => p.detach().flatten().data<float>().ToArray())];
}
