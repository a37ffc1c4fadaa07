using DexGrasp.App.Demo;
using DexGrasp.App.Simulation;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class DemoSceneTests
{
    [Theory]
    [InlineData("pick up the pizza box", WorkcellFurniture.Board, "pizza box")]
    [InlineData("Keyboard, please", WorkcellFurniture.Board, "keyboard")]
    [InlineData("take the cookie tin", WorkcellFurniture.Board, "cookie tin")]
    [InlineData("clear the table", WorkcellFurniture.Tray, null)]
    [InlineData("the red tin and the box", WorkcellFurniture.Tray, null)]
    [InlineData("the bookend", WorkcellFurniture.Tray, null)]
    public void Load_NothingGiven_FollowsFromTheWords(string prompt, WorkcellFurniture furniture, string? named)
    {
        SceneInput input = DemoScene.Load(Options(prompt, null, null));

        Assert.Equal(furniture, input.Scene.Furniture);
        if (named is not null)
            Assert.Equal([named], input.Objects.Select(o => o.Name));
    }

    [Fact]
    public void Load_SceneOrObjectsGiven_AreTaken()
    {
        Assert.Equal(WorkcellFurniture.Tray, DemoScene.Load(Options("the keyboard", null, "default")).Scene.Furniture);
        Assert.Equal(SceneInput.FlatSet, DemoScene.Load(Options("anything", null, "board")).ObjectsName);
        Assert.Equal(SceneInput.HeldOutSet, DemoScene.Load(Options("the keyboard", SceneInput.HeldOutSet, null)).ObjectsName);
    }

    private static DemoOptions Options(string prompt, string? objects, string? scene) => new(prompt, 0, "out", false, objects, scene, 5, null, false);
}
