using DexGrasp.App.Cli;
using DexGrasp.App.Simulation;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.App.Simulation;

public sealed class SceneInputTests
{
    [Theory]
    [InlineData(SceneInput.Tables, "table-")]
    [InlineData(SceneInput.Lights, "light-")]
    public void SceneOf_Group_TakesItsScenesInTurn(string group, string prefix)
    {
        SceneInput input = SceneInput.Load(SceneInput.TrainingSet, group);
        string[] names = [.. Enumerable.Range(0, 2 * input.Scenes.Count).Select(seed => input.SceneOf(seed).Name)];
        Assert.All(names, name => Assert.StartsWith(prefix, name, StringComparison.Ordinal));
        Assert.Equal(input.Scenes.Count, names.Distinct().Count());
        Assert.Equal(names[..input.Scenes.Count], names[input.Scenes.Count..]);
        Assert.Equal(group, input.SceneName);
    }

    [Fact]
    public void SceneOf_OneScene_IsTheSameForEverySeed() =>
        Assert.Equal(SceneSpec.Default, SceneInput.Load(SceneInput.TrainingSet, SceneSpec.Default.Name).SceneOf(7));

    [Fact]
    public void Load_UnknownScene_NamesScenesAndGroups()
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => SceneInput.Load(SceneInput.TrainingSet, "moon"));
        Assert.Contains("tables, lights", error.Remedy, StringComparison.Ordinal);
    }
}
