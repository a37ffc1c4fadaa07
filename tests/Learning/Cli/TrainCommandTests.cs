using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Cli;
using DexGrasp.Learning.Partition;
using DexGrasp.Learning.Samples;
using DexGrasp.Sim.Demonstrations;
using Xunit;

namespace DexGrasp.Tests.Learning.Cli;

/// <summary>Three steps of every stage: that each takes what the one before it wrote, not that anything is learned.</summary>
public sealed class TrainCommandTests : IDisposable
{
    // One of the two is for validation: its number is a multiple of twenty.
    private const int FirstEpisode = 900_000_019;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_NounThatNothingMakes_IsNamedAndNothingIsRecorded()
    {
        using var error = new StringWriter();

        int code = await CommandLine.RunAsync(["train", "samples", "--nouns", "pliers, unicorn", "--out", Path("none")], TextWriter.Null, error, TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("nothing makes unicorn; there are ", error.ToString());
        Assert.False(Directory.Exists(Path("none")));
    }

    [Fact]
    public async Task RunAsync_PartitionStages_EndInAModelThatVotes()
    {
        await Run("train", "partition-pictures", "--scenes", "10", "--threads", "1", "--out", Path("pictures"));
        string file = Assert.Single(Directory.GetFiles(Path("pictures")));
        byte[] written = File.ReadAllBytes(file);
        await Run("train", "partition-pictures", "--scenes", "10", "--threads", "1", "--out", Path("pictures"));
        Assert.Equal(written, File.ReadAllBytes(file));
        List<PartitionPicture> pictures = PartitionCollector.Read(Path("pictures"));
        Assert.True(pictures.Count >= 20 && pictures.All(p => p.Middles().Count > 1));

        // Too few to judge by as they are: some of them again, under the numbers of scenes that judge.
        using (var writer = new BinaryWriter(File.Create(System.IO.Path.Combine(Path("pictures"), "judges.pictures"))))
            foreach (PartitionPicture picture in pictures.Concat(pictures).Take(32))
                (picture with { Seed = 0 }).Write(writer);
        Assert.Contains("step 3/3", await Run("train", "partition", "--pictures", Path("pictures"), "--out", Path("partition"), "--steps", "3", "--batch", "4"));
        using var model = new PartitionModel(File.ReadAllBytes(System.IO.Path.Combine(Path("partition"), PartitionRun.ModelName)));
        PartitionPicture first = pictures[0];
        Assert.Equal(first.Cells.Length, model.Votes(new CellPicture(first.Cells, first.Cells, [.. first.Values.Select(v => (float)v)])).Length);
    }

    [Fact]
    public async Task RunAsync_AllStages_EndInPoliciesThatRun()
    {
        string samples = Path("samples"), encoder = Path("encoder"), weights = System.IO.Path.Combine(encoder, "encoder.safetensors");
        new SampleCollector(DemonstrationOptions.Undisturbed with { StepsPerFrame = 4 }, samples).Run(FirstEpisode, 2, 1, _ => { }, TestContext.Current.CancellationToken);

        Assert.Contains("step 3/3", await Run("train", "encoder", "--samples", samples, "--out", encoder, "--steps", "3", "--batch", "8"));
        Assert.Contains("step 3/3", await Run("train", "policy", "--samples", samples, "--encoder", weights, "--out", Path("policy"), "--steps", "3", "--batch", "8", "--changes", "1"));
        Assert.Contains("step 3/3", await Run("train", "policy", "--unfrozen", "--small", "--no-mask", "--no-changes", "--samples", samples, "--out", Path("joint"), "--steps", "3", "--batch", "8"));
        Assert.Contains("step 2/2", await Run("train", "encoder", "--samples", samples, "--start", weights, "--out", Path("encoder-2"), "--steps", "2", "--batch", "8"));

        long full = 0;
        foreach ((string name, string[] arguments) in ((string, string[])[])[
            ("flow", [System.IO.Path.Combine(Path("policy"), "policy.safetensors")]),
            ("joint-flow", [System.IO.Path.Combine(Path("joint"), "policy.safetensors")]),
            ("regression", [weights, "--regression", "--flow-steps", "1"])])
        {
            await Run(["export", .. arguments, "--out", Path(name)]);
            if (name == "flow")
                full = Size(name);
            if (name == "joint-flow")
                Assert.InRange(Size(name), 1000, full / 2);
            using var model = new PolicyModel(PolicyFolder.Read(Path(name), Rm75.Model));
            var chunk = new float[PolicyLayout.ChunkSize];
            model.Encode();
            new FlowSampler(1).Sample(model, model.Folder.Card.FlowSteps, null, chunk);
            Assert.All(chunk, number => Assert.True(float.IsFinite(number)));
        }
    }

    [Fact]
    public async Task RunAsync_PolicyWithoutEncoder_IsRefused()
    {
        using var error = new StringWriter();

        Assert.Equal(ExitCode.BadInput, await CommandLine.RunAsync(["train", "policy", "--samples", "nowhere"], TextWriter.Null, error, TestContext.Current.CancellationToken));
        Assert.Contains("--encoder FILE is needed", error.ToString());
    }

    private long Size(string policy) => new FileInfo(System.IO.Path.Combine(Path(policy), PolicyFolder.EncoderName)).Length;

    private string Path(string name) => System.IO.Path.Combine(_folder.Folder, name);

    private static async Task<string> Run(params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int code = await CommandLine.RunAsync(arguments, output, error, TestContext.Current.CancellationToken);
        Assert.True(code == ExitCode.Success, error.ToString());
        return output.ToString();
    }
}
