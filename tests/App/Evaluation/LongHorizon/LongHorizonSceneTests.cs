using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.LongHorizon;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation.LongHorizon;

public sealed class LongHorizonSceneTests
{
    private static readonly SceneFactory Scenes = new();

    public static TheoryData<string, int> Seeds()
    {
        var data = new TheoryData<string, int>();
        foreach (PromptFamily family in PromptFamily.All)
            for (int seed = 100_200; seed < 100_203; seed++)
                data.Add(family.Name, seed);
        return data;
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Make_Seed_HasAsManyMeantObjectsAsThePaperAmongOthers(string name, int seed)
    {
        PromptFamily family = PromptFamily.All.Single(f => f.Name == name);
        SettledScene scene = LongHorizonScene.Make(Scenes, family, SceneSpec.Default, ObjectCatalog.Training, seed);
        int meant = scene.Objects.Count(o => family.Means(o.Spec));
        Assert.InRange(scene.Objects.Count, 5, 7);
        Assert.InRange(meant, name == "clear" ? scene.Objects.Count : 2, name == "clear" ? scene.Objects.Count : 3);
        Assert.Equal(scene.Objects.Count, scene.Objects.Select(o => o.Spec.Name).Distinct().Count());
    }

    [Fact]
    public void Make_SetWithoutBottles_SaysWhatIsMissing()
    {
        ObjectSpec[] set = [.. ObjectCatalog.Training.Where(o => o.Words.Category != "bottle")];
        PromptFamily bottles = PromptFamily.All.Single(f => f.Name == "bottles");
        UserErrorException e = Assert.Throws<UserErrorException>(() => LongHorizonScene.Make(Scenes, bottles, SceneSpec.Default, set, 1));
        Assert.Contains("0 objects for \"grasp all the bottles\"", e.Message, StringComparison.Ordinal);
    }
}
