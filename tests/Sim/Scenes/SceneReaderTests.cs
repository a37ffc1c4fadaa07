using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Scenes;
using DexGrasp.Tests.Sim.Objects;
using Xunit;

namespace DexGrasp.Tests.Sim.Scenes;

public sealed class SceneReaderTests
{
    [Fact]
    public void Parse_ExampleOfTheDocumentation_IsReadAndMakesAWorld()
    {
        SceneSpec scene = SceneReader.Parse(DocumentExample.First("scenes.md"), "scenes.md");
        Assert.Equal((9, 15, 2), (scene.MinObjects, scene.MaxObjects, scene.Distractors));
        Assert.Equal(8, scene.Lights[1].Motion!.PeriodS);
        using SimulatedWorld world = new([], scene);
        Assert.Equal(0.02, world.Workcell.Camera("head").MountFromCamera.Translation.X - Workcell.Reference.Camera("head").MountFromCamera.Translation.X, 1e-12);
    }

    [Fact]
    public void Parse_EmptyObject_IsTheDefaultScene()
    {
        SceneSpec scene = SceneReader.Parse("{}", "scene.json");
        Assert.Equal(SceneSpec.Default with { Name = "unnamed" }, scene);
    }

    [Fact]
    public void Parse_Board_IsAWorldWithABoardAndARobotThatWaitsAboveIt()
    {
        SceneSpec scene = SceneReader.Parse("{\"furniture\": \"board\"}", "scene.json");
        using SimulatedWorld world = new([], scene);
        Assert.False(world.Workcell.HasTray);
        Assert.Equal(Board.Robot.HomeRad.ToArray(), world.Robot.HomeRad.ToArray());
        Assert.True(world.Model.Id(MujocoObject.Geom, "board") >= 0);
        Assert.Throws<KeyNotFoundException>(() => world.Model.Id(MujocoObject.Geom, "tray_floor"));
    }

    [Theory]
    [InlineData("{\"objects\": {\"count\": 0}}", "objects.count", "0 given", "1 to 25")]
    [InlineData("{\"objects\": {\"density\": \"full\"}}", "objects.density", "\"full\"", "sparse (4-8 objects)", "ultra-dense (16-25 objects)")]
    [InlineData("{\"objects\": {\"min\": 5, \"max\": 3}}", "objects.max", "3 given", "5 to 25")]
    [InlineData("{\"objects\": {}}", "field objects", "give one of")]
    [InlineData("{\"objects\": {\"count\": 2.5}}", "objects.count", "whole number")]
    [InlineData("{\"table\": {\"pattern\": \"grass\", \"colours\": [\"#ffffff\"]}}", "table.pattern", "\"grass\"", "terrazzo")]
    [InlineData("{\"table\": {\"pattern\": \"wood\"}}", "field table", "'colours' is missing")]
    [InlineData("{\"ambient\": 2}", "field ambient", "2 given", "0 to 1")]
    [InlineData("{\"lights\": [{\"position_m\": [0, 0, -1]}]}", "lights[0].position_m", "above the table")]
    [InlineData("{\"lights\": [{\"position_m\": [0, 0, 1], \"directional\": true, \"motion\": {\"period_s\": 3}}]}", "lights[0]", "lamp")]
    [InlineData("{\"camera_offsets\": [{\"camera\": \"foot\"}]}", "camera_offsets[0].camera", "\"foot\"", "head, wrist, outside")]
    [InlineData("{\"camera_offsets\": [{\"camera\": \"head\"}, {\"camera\": \"head\"}]}", "camera_offsets[1].camera", "twice")]
    [InlineData("{\"camera_offsets\": [{\"camera\": \"head\", \"rotation_deg\": [90, 0, 0]}]}", "rotation_deg[0]", "90 degrees", "-20 to 20 degrees")]
    [InlineData("{\"furniture\": \"sofa\"}", "field furniture", "\"sofa\"", "tray, board")]
    [InlineData("{\"fog\": 1}", "unknown field 'fog'", "allowed: name, table")]
    [InlineData("{\"ambient\": 0.1, \"ambient\": 0.2}", "Duplicate", "ambient")]
    public void Parse_BadFile_NamesFileFieldValueAndRange(string json, params string[] expected)
    {
        string message = Assert.Throws<DataFileException>(() => SceneReader.Parse(json, "scene.json")).Message;
        Assert.StartsWith("scene.json, ", message);
        Assert.All(expected, part => Assert.Contains(part, message));
    }

    [Fact]
    public void Catalog_HeldOutScenes_AreAsManyAsPromisedAndLoad()
    {
        Assert.True(SceneCatalog.HeldOutTables.Count >= 6);
        Assert.True(SceneCatalog.HeldOutLightings.Count >= 3);
        Assert.Distinct(SceneCatalog.All.Select(s => s.Name));
        foreach (SceneSpec scene in SceneCatalog.All)
        {
            using SimulatedWorld world = new([], scene);
            Assert.Equal(scene.Lights.Count, world.Model.Nlight);
        }
    }
}
