using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.DexGraspVla;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.DexGraspVla;

public sealed class DexGraspVlaControllerTests
{
    private static readonly ControllerConfig Tiny = new()
    {
        ImageSize = 28,
        Head = new VitConfig(16, 1, 2),
        Wrist = new VitConfig(24, 2, 2),
        MaskDepth = 1,
        MaskHeads = 4,
        DitDepth = 2,
        DitHeads = 3,
        Horizon = 5,
        ActionSize = 4,
        StateSize = 6,
        TrainTimesteps = 20,
        InferenceSteps = 5,
    };

    [Fact]
    public void CountTrainable_Published_IsWhatThePaperSays()
    {
        using var controller = new DexGraspVlaController(new ControllerConfig(), META);
        Assert.Equal(163.7, controller.CountTrainable() / 1e6, 0.05);
        Assert.Equal(2740, controller.Config.ConditionTokens);
        Assert.Equal([1, 2740, 1024], controller.named_parameters().Single(p => p.name == "model.cond_pos_emb").parameter.shape);
    }

    [Fact]
    public void CountTrainable_NonPrehensile_IsWhatThePaperSays()
    {
        using var controller = new DexGraspVlaController(ControllerConfig.NonPrehensile, META);
        Assert.Equal(105.6, controller.CountTrainable() / 1e6, 0.05);
    }

    [Fact]
    public void CountTrainable_ShapesOnly_EqualsThatOfRealWeights()
    {
        using DexGraspVlaController real = new(Tiny), shapes = new(Tiny, META);
        Assert.Equal(real.CountTrainable(), shapes.CountTrainable());
        Assert.Equal(real.named_parameters().Select(p => (p.name, string.Join(',', p.parameter.shape))), shapes.named_parameters().Select(p => (p.name, string.Join(',', p.parameter.shape))));
    }

    [Fact]
    public void Act_AnySizes_GivesFiniteChunksOfTheHorizon()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny);
        controller.eval();
        var levels = new List<int>();
        Tensor action = controller.Act(Encode(controller, 3), randn(3, 5, 4), step => levels.Add(step.Timestep));
        Assert.Equal([3, 5, 4], action.shape);
        Assert.True(action.isfinite().all().item<bool>());
        Assert.Equal([16, 12, 8, 4, 0], levels);
    }

    [Fact]
    public void Act_EncodersOfAnotherPictureSize_WorksAndReadsBackFromItsWeights()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny with { EncoderImageSize = 70 });
        controller.eval();
        Assert.Equal([1, 5, 4], controller.Act(Encode(controller, 1), randn(1, 5, 4)).shape);
        using var weights = new TensorMap();
        foreach ((string name, Tensor tensor) in ControllerWeights.Of(controller))
            weights.Add(name, tensor.alias());
        Assert.Equal(
            controller.Config with { MaskHeads = 8, TrainTimesteps = 50, InferenceSteps = 16 },
            ControllerWeights.ReadConfig(weights, dinoHeads: 2));
    }

    [Fact]
    public void Act_SameNoise_IsBitEqualAndOtherNoiseIsNot()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny);
        controller.eval();
        Tensor tokens = Encode(controller, 1), noise = randn(1, 5, 4);
        Assert.True(controller.Act(tokens, noise).equal(controller.Act(tokens, noise)).all().item<bool>());
        Assert.False(controller.Act(tokens, noise).equal(controller.Act(tokens, -noise)).all().item<bool>());
    }

    [Fact]
    public void Encode_WrongShape_SaysWhichAndWhatIsNeeded()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny);
        string message = Assert.Throws<ArgumentException>(() => controller.Encoder.Encode(rand(1, 3, 28, 28), rand(1, 3, 28, 28), rand(1, 6))).Message;
        Assert.Contains("[1, 3, 28, 28]", message, StringComparison.Ordinal);
        Assert.Contains("[1, 4, 28, 28]", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_Backward_ReachesAllTrainableAndNoFrozenParameters()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny);
        controller.Loss(Encode(controller, 2, withGradients: true), randn(2, 5, 4), randn(2, 5, 4), tensor(new long[] { 3, 17 })).backward();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in controller.named_parameters())
            if (parameter.numel() > 0)
                Assert.True(name.Contains(".dino_", StringComparison.Ordinal) == (parameter.grad is null), name);
    }

    [Fact]
    public void Loss_Training_DropsAndEvaluationDoesNot()
    {
        using var scope = NewDisposeScope();
        using var controller = new DexGraspVlaController(Tiny);
        controller.eval();
        Tensor tokens = Encode(controller, 2), actions = randn(2, 5, 4), noise = randn(2, 5, 4), levels = tensor(new long[] { 3, 17 });
        Assert.Equal(Loss(), Loss());
        controller.train();
        Assert.NotEqual(Loss(), Loss());

        float Loss() => controller.Loss(tokens, actions, noise, levels).item<float>();
    }

    [Theory]
    [InlineData(30, 2, 5)]
    [InlineData(28, 5, 5)]
    [InlineData(28, 2, 21)]
    public void Constructor_SizesThatDoNotFit_Throws(int image, int heads, int steps) =>
        Assert.Throws<ArgumentException>(() => new DexGraspVlaController(Tiny with { ImageSize = image, DitHeads = heads, InferenceSteps = steps }));

    private static Tensor Encode(DexGraspVlaController controller, int batch, bool withGradients = false)
    {
        Tensor tokens = controller.Encoder.Encode(rand(batch, 4, 28, 28), rand(batch, 3, 28, 28), rand(batch, 6)).All;
        return withGradients ? tokens : tokens.detach();
    }
}
