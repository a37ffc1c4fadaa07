using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class PolicyModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Velocity_TinyPolicy_IsWhatItsGraphSays()
    {
        using PolicyModel model = Load();
        float[] chunk = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => i / 100f)];
        var velocity = new float[PolicyLayout.ChunkSize];

        model.Encode();
        model.Velocity(chunk, 0.5f, velocity);

        for (int i = 0; i < chunk.Length; i++)
            Assert.Equal(-chunk[i] / 0.5f, velocity[i], 1e-4f);
    }

    [Fact]
    public void Sample_AfterTheFirstChunk_AllocatesNextToNothing()
    {
        using PolicyModel model = Load();
        var sampler = new FlowSampler(1);
        var chunk = new float[PolicyLayout.ChunkSize];
        void Once()
        {
            model.Encode();
            sampler.Sample(model, 4, null, chunk);
        }

        Once();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            Once();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20 * 256);
    }

    [Fact]
    public void Load_NormalizerOfAnotherModel_IsRefused()
    {
        TinyPolicy.Write(_folder.Folder, modelHash: "0123");

        Assert.Contains("trained with normaliser 0123", Refusal().Message);
    }

    [Fact]
    public void Load_OtherStateSize_IsRefusedWithBothShapes()
    {
        TinyPolicy.Write(_folder.Folder, stateSize: PolicyLayout.StateSize + 1);

        string message = Refusal().Message;

        Assert.Contains($"[1, {PolicyLayout.StateSize + 1}]", message);
        Assert.Contains($"[1, {PolicyLayout.StateSize}]", message);
    }

    [Fact]
    public void Load_NoModelAtAll_IsRefused()
    {
        PolicyFolder.Write(_folder.Folder, TinyPolicy.Card(TinyPolicy.Still()), [1, 2, 3], [4, 5, 6]);

        Assert.Contains("does not run", Refusal().Message);
    }

    private PolicyException Refusal() => Assert.Throws<PolicyException>(() => new PolicyModel(PolicyFolder.Read(_folder.Folder, Rm75.Model)));

    private PolicyModel Load()
    {
        TinyPolicy.Write(_folder.Folder);
        return new PolicyModel(PolicyFolder.Read(_folder.Folder, Rm75.Model));
    }
}
