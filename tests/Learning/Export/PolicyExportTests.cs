using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Policy;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Export;

public sealed class PolicyExportTests : IDisposable
{
    private const float Tolerance = 1e-4f;
    private readonly TemporaryFolder _folder = new();
    private readonly ExportedPolicy _policy = ExportedPolicy.Random(new CompactConfig(), 3);

    public void Dispose()
    {
        _policy.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Export_RandomWeights_OnnxComputesWhatTorchComputes()
    {
        PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test");
        using var model = new PolicyModel(PolicyFolder.Read(_folder.Folder, Rm75.Model));
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor head = randn(1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        Tensor wrist = randn(1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        Tensor state = randn(1, PolicyLayout.StateSize), chunk = randn(1, 64, 13);
        head.data<float>().ToArray().CopyTo(model.Head);
        wrist.data<float>().ToArray().CopyTo(model.Wrist);
        state.data<float>().ToArray().CopyTo(model.State);
        Tensor condition = _policy.Encoder.forward(head, wrist, state);
        model.Encode();
        var velocity = new float[PolicyLayout.ChunkSize];
        foreach (float time in new[] { 0f, 0.25f, 0.9f })
        {
            model.Velocity(chunk.data<float>().ToArray(), time, velocity);
            float[] expected = _policy.Denoiser.forward(chunk, tensor(new[] { time }), condition).data<float>().ToArray();
            float error = expected.Zip(velocity, (a, b) => Math.Abs(a - b)).Max();
            TestContext.Current.TestOutputHelper?.WriteLine($"time {time}: largest difference {error:0.0e+00}, largest value {expected.Max(Math.Abs):0.00}");
            Assert.InRange(error, 0, Tolerance);
            Assert.InRange(expected.Max(Math.Abs), 0.1f, 100);
        }
    }

    [Fact]
    public void Export_Twice_GivesTheSameBytes()
    {
        PolicyCard first = PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test");
        PolicyCard second = PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test");

        Assert.Equal(first.Files, second.Files);
    }

    [Fact]
    public void Of_ConvolutionAndNorm_FoldIntoOne()
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        using var pair = new ConvNorm(3, 5, 2, CPU);
        foreach ((string name, Tensor buffer) in pair.named_buffers())
            if (name.EndsWith("running_mean", StringComparison.Ordinal) || name.EndsWith("running_var", StringComparison.Ordinal))
                buffer.copy_(0.2 + rand_like(buffer));
        var around = nn.Sequential(("pair", pair));
        around.eval();
        Tensor picture = randn(1, 3, 9, 9);

        (float[] kernel, float[] bias, long[] shape) = FoldedConvolution.Of(Weights.Of(around), "pair");
        Tensor folded = nn.functional.conv2d(picture, tensor(kernel, shape), tensor(bias), strides: [2, 2], padding: [1, 1]);

        Assert.InRange((folded - pair.forward(picture)).abs().max().item<float>(), 0, 1e-5f);
    }

    [Fact]
    public void Weights_UnknownTensor_NamesIt() =>
        Assert.Contains("no.such", Assert.Throws<KeyNotFoundException>(() => Weights.Of(_policy.Denoiser)["no.such"]).Message);
}
