using DexGrasp.App.Cli;
using DexGrasp.App.Policies;
using DexGrasp.Controller;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Policies;

public sealed class PolicyChoiceTests
{
    [Fact]
    public void Read_KnownName_NeedsNoFiles()
    {
        PolicyChoice choice = PolicyChoice.Read("classical", Rm75.Model, "classical", "expert");

        Assert.Empty(choice.ModelHashes);
        Assert.Null(choice.LoadModel());
        Assert.IsType<ClassicalController>(PolicyChoice.CreateController(Rm75.Model, Workcell.Reference, null));
    }

    [Fact]
    public void Read_Learned_IsThePolicyThatComesWithTheProgram()
    {
        PolicyChoice choice = PolicyChoice.Read("learned", Rm75.Model, "classical", "learned");

        using PolicyModel model = choice.LoadModel()!;
        Assert.IsType<LearnedController>(PolicyChoice.CreateController(Rm75.Model, Workcell.Reference, model));
        Assert.InRange(new DirectoryInfo(choice.Folder!.Path).GetFiles().Sum(f => f.Length), 1_000_000, 12_000_000);
    }

    [Fact]
    public void Read_NameThatIsNotPossibleHere_NamesThoseThatAre() =>
        Assert.Contains("classical", Assert.Throws<UserErrorException>(() => PolicyChoice.Read("expert", Rm75.Model, "classical")).Remedy);

    [Fact]
    public void Read_FolderWithACard_NamesEveryFileByItsHash()
    {
        using var folder = new TemporaryFolder();
        float[] ones = [.. Enumerable.Repeat(1f, PolicyLayout.ChunkSize)];
        var card = new PolicyCard
        {
            Format = PolicyCard.CurrentFormat,
            Robot = Rm75.Model.Name,
            JointNames = Rm75.Model.JointNames,
            FlowSteps = 1,
            Mean = ones,
            Deviation = ones,
            Provenance = "",
        };
        PolicyFolder.Write(folder["policy"], card, [1], [2]);

        PolicyChoice choice = PolicyChoice.Read(folder["policy"], Rm75.Model, "classical");

        Assert.Equal(["denoiser.onnx", "encoder.onnx", "policy.json"], choice.ModelHashes.Keys);
        Assert.Contains("learned", choice.Words);
    }
}
