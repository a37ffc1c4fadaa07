using DexGrasp.Learning.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Checkpoints;

public sealed class StateDictTests
{
    [Fact]
    public void Load_SameNames_SetsEveryNumberAndConverts()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(2, 1);
        StateDict.Load(layer, new Dictionary<string, Tensor> { ["weight"] = full([1, 2], 0.5, float16), ["bias"] = zeros(1) }, "layer");
        Assert.Equal([0.5f, 0.5f], layer.weight.data<float>().ToArray());
    }

    [Fact]
    public void Load_WrongNames_NamesTheFirstTenOfEach()
    {
        using var scope = NewDisposeScope();
        var layers = nn.Sequential([.. Enumerable.Range(0, 6).Select(_ => (nn.Module<Tensor, Tensor>)nn.Linear(1, 1))]);
        string message = Assert.Throws<CheckpointException>(() => StateDict.Load(layers, new Dictionary<string, Tensor> { ["stray"] = ones(1) }, "six layers")).Message;
        Assert.Contains("Missing (12): 0.weight; 0.bias;", message, StringComparison.Ordinal);
        Assert.Contains("4.bias; ....", message, StringComparison.Ordinal);
        Assert.DoesNotContain("5.weight", message, StringComparison.Ordinal);
        Assert.Contains("Unexpected (1): stray.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WrongShape_NamesItAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(2, 1);
        float before = layer.bias!.item<float>();
        string message = Assert.Throws<CheckpointException>(() => StateDict.Load(layer, new Dictionary<string, Tensor> { ["weight"] = ones(2, 1), ["bias"] = full(1, 9f) }, "layer")).Message;
        Assert.Contains("weight is [2, 1], not [1, 2]", message, StringComparison.Ordinal);
        Assert.Equal(before, layer.bias!.item<float>());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Load_NumberThatIsNotFinite_NamesTheTensorAndChangesNothing(float bad)
    {
        using var scope = NewDisposeScope();
        var layer = nn.Linear(2, 1);
        float before = layer.bias!.item<float>();
        string message = Assert.Throws<CheckpointException>(() =>
            StateDict.Load(layer, new Dictionary<string, Tensor> { ["bias"] = zeros(1), ["weight"] = tensor(new[] { 0f, bad }).reshape(1, 2) }, "layer")).Message;
        Assert.Contains("In (1): weight", message, StringComparison.Ordinal);
        Assert.Equal(before, layer.bias!.item<float>());
    }
}
