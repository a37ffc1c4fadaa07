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
    public void Export_Regression_GivesTheSameChunkForEveryNoise()
    {
        PolicyExporter.Export(_folder.Folder, _policy with { IsRegression = true }, Rm75.Model, 1, "test");
        using var model = new PolicyModel(PolicyFolder.Read(_folder.Folder, Rm75.Model));
        using var scope = NewDisposeScope();
        using var still = no_grad();
        Tensor head = randn(1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
        Tensor wrist = randn(1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
        Tensor state = randn(1, PolicyLayout.StateSize);
        head.data<float>().ToArray().CopyTo(model.Head);
        wrist.data<float>().ToArray().CopyTo(model.Wrist);
        state.data<float>().ToArray().CopyTo(model.State);
        model.Encode();
        float[] expected = _policy.Denoiser.forward(zeros(1, 64, 13), zeros(1), _policy.Encoder.forward(head, wrist, state)).data<float>().ToArray();
        foreach ((int seed, int steps) in new[] { (1, 1), (2, 1), (3, 4) })
        {
            var chunk = new float[PolicyLayout.ChunkSize];
            new FlowSampler(seed).Sample(model, steps, null, chunk);

            Assert.InRange(expected.Zip(chunk, (a, b) => Math.Abs(a - b)).Max(), 0, Tolerance);
        }
    }

    [Fact]
    public void ExportAttention_RandomWeights_GivesTheDenoisersVelocityAndSharesThatAddUpToOne()
    {
        PolicyCard card = PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test");
        PolicyExporter.ExportAttention(_folder.Folder, _policy, card);
        PolicyFolder folder = PolicyFolder.Read(_folder.Folder, Rm75.Model);
        using var model = new PolicyModel(folder);
        using var attention = new PolicyAttention(folder);
        float[] head = Numbers(PolicyLayout.HeadLength, 1), wrist = Numbers(PolicyLayout.WristLength, 2), state = Numbers(PolicyLayout.StateSize, 3), chunk = Numbers(PolicyLayout.ChunkSize, 4);
        float[] expected = new float[PolicyLayout.ChunkSize], found = new float[PolicyLayout.ChunkSize];
        head.CopyTo(model.Head);
        wrist.CopyTo(model.Wrist);
        state.CopyTo(model.State);
        model.Encode();
        model.Velocity(chunk, 0.25f, expected);

        attention.Encode(head, wrist, state);
        attention.Velocity(chunk, 0.25f, found);

        Assert.InRange(expected.Zip(found, (a, b) => Math.Abs(a - b)).Max(), 0, Tolerance);
        Assert.Equal(((4, 4), (4, 5)), (attention.HeadGrid, attention.WristGrid));
        Assert.Equal(37, attention.Mean().Length);
        Assert.Equal(1, attention.Mean().Sum(), 1e-4f);
        Assert.NotEqual(attention.Mean()[0], attention.Mean()[20], 1e-6f);
    }

    [Fact]
    public void ExportAttention_KeysThatAreAllEqual_LooksEverywhereAlike()
    {
        using (no_grad())
            foreach ((string name, Tensor weight) in _policy.Denoiser.named_parameters())
                if (name.Contains("cross.keys_values", StringComparison.Ordinal))
                    weight.zero_();
        PolicyExporter.ExportAttention(_folder.Folder, _policy, PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test"));
        using var attention = new PolicyAttention(PolicyFolder.Read(_folder.Folder, Rm75.Model));

        attention.Encode(Numbers(PolicyLayout.HeadLength, 1), Numbers(PolicyLayout.WristLength, 2), Numbers(PolicyLayout.StateSize, 3));
        attention.Velocity(Numbers(PolicyLayout.ChunkSize, 4), 0, new float[PolicyLayout.ChunkSize]);

        Assert.All(attention.Mean(), share => Assert.Equal(1f / 37, share, 1e-5f));
    }

    [Fact]
    public void PolicyAttention_OfAnotherExport_IsRefused()
    {
        PolicyExporter.ExportAttention(_folder.Folder, _policy, PolicyExporter.Export(_folder.Folder, _policy, Rm75.Model, 4, "test"));
        using ExportedPolicy other = ExportedPolicy.Random(new CompactConfig(), 4);
        PolicyExporter.Export(_folder.Folder, other, Rm75.Model, 4, "test");

        Assert.Contains("--attention", Assert.Throws<PolicyException>(() => new PolicyAttention(PolicyFolder.Read(_folder.Folder, Rm75.Model))).Message);
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

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    [Fact]
    public void Weights_UnknownTensor_NamesIt() =>
        Assert.Contains("no.such", Assert.Throws<KeyNotFoundException>(() => Weights.Of(_policy.Denoiser)["no.such"]).Message);
}
